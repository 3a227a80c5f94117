import { checkstyle } from "./checkstyle.ts";
import type { FormatMaker } from "./format.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { htmlReport as html } from "./htmlReport.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { summary } from "./summary.ts";
import { terminal } from "./terminal.ts";
import { text } from "./text.ts";

/** The formats of `--format` and `--output`. */
export const formats = {
  text: (output) => (output.isTerminal ? terminal(output) : text(output)),
  json,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  markdown,
  summary,
  html,
} satisfies Record<string, FormatMaker>;

export type FormatName = keyof typeof formats;
