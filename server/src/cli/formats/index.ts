import type { Format } from "./format.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** The formats of `--format`; each call starts a new output, for a terminal or for a program that reads it. */
export const formats = { text, json, sarif, github } satisfies Record<
  string,
  (isTerminal: boolean) => Format
>;

export type FormatName = keyof typeof formats;
