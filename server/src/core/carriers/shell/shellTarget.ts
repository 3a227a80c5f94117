import type { Language } from "../../model/language.ts";
import { lineEnd } from "../../model/lines.ts";
import { scalarAt } from "../yaml/scalarMap.ts";
import type { FileNames } from "./shellFileNames.ts";
import type { WrittenLine } from "./shellPrinted.ts";

/** Lines that a script writes into one of our files. */
export interface Written {
  readonly language: Language;
  /** What is in the file before stays. */
  readonly appends: boolean;
  /** The folder of that file as the script writes it, without quotation marks and braces. */
  readonly folder: string;
  readonly lines: readonly WrittenLine[];
}

/** A redirection to a file of ours: `>> "$PGDATA/pg_hba.conf"`, `| sudo tee -a …`. */
export const targetOf = (names: FileNames) =>
  String.raw`(>>?|(?:sudo[ \t]+(?:-[a-zA-Z]+[ \t]+(?:postgres[ \t]+)?){0,3})?tee(?:[ \t]+-a|[ \t]+--append)?)[ \t]*${names.pattern}`;

export function appends(sign: string | undefined): boolean {
  return sign !== ">" && !sign?.endsWith("tee");
}

/** How a here-document begins: a dash for tabs that go, a quotation mark for a text that stays as it is, and the word that ends it. */
export const hereStart = String.raw`(?<!<)<<(-?)[ \t]*(["']?)(\w+)["']?`;

/** The lines of a here-document from an offset on, and where the text goes on; `undefined` where nothing ends it. */
export function hereLines(
  source: string,
  from: number,
  [dash, quote, word]: readonly (string | undefined)[],
): { readonly lines: readonly WrittenLine[]; readonly end: number } | undefined {
  const lines: WrittenLine[] = [];
  for (let at = from; at < source.length; ) {
    const end = lineEnd(source, at);
    const tabs = dash === "-" ? (/^\t*/.exec(source.slice(at, end))?.[0].length ?? 0) : 0;
    const text = scalarAt(source, at + tabs, end);
    at = end + 1;
    if (text.value === word) return { lines, end: at };
    if (text.value !== "") lines.push(quote || !/[$`\\]/.test(text.value) ? text : { unknown: text });
  }
  return undefined;
}
