import { printed } from "../printed.ts";

/** Text as Markdown shows it as it is, also in a cell of a table. */
export function escapeMarkdown(words: string): string {
  return printed(words).replace(/[\\`*_{}[\]<>()#+!|~&@]/g, "\\$&");
}
