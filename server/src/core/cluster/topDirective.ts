import { type Directive, readDirective } from "../syntax/directive.ts";
import type { DocumentText } from "./sourceDocument.ts";

/** The `# pgssl: …` comment among the comments at the top of a document. */
export function topDirective(
  document: Pick<DocumentText, "lines">,
): Extract<Directive, { kind: "file" }> | undefined {
  for (const line of document.lines) {
    const text = line.trim();
    if (text === "") continue;
    if (!text.startsWith("#")) return undefined;
    const directive = readDirective(text, 0);
    if (directive?.kind === "file") return directive;
  }
  return undefined;
}
