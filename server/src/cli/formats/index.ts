import type { Output } from "../output.ts";
import type { Format } from "./format.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { sarif } from "./sarif.ts";
import { terminal } from "./terminal.ts";
import { text } from "./text.ts";

/** The formats of `--format`; each call starts a new output. */
export const formats = {
  text: (output) => (output.isTerminal ? terminal(output) : text(output)),
  json,
  sarif,
  github,
} satisfies Record<string, (output: Output) => Format>;

export type FormatName = keyof typeof formats;
