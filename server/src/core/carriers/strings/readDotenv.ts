import { lineEnd } from "../../model/lines.ts";
import type { FoundParameter } from "./foundString.ts";
import { type MappedText, mapEscaped, mapVerbatim } from "./mappedText.ts";

/**
 * The variables of a `.env` file, as far as the programs that read such files agree: `NAME=value` with or without `export`, a value in
 * single quotes as it is, one in double quotes with backslashes, one without quotes up to a `#` behind a blank.
 */
export function readDotenv(source: string): readonly FoundParameter[] {
  const found: FoundParameter[] = [];
  const head = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*/dgm;
  for (let match = head.exec(source); match; match = head.exec(source)) {
    const [from, to] = match.indices?.[1] ?? [0, 0];
    const { value, end } = readValue(source, match.index + match[0].length);
    found.push({ name: mapVerbatim(source, from, to), value });
    head.lastIndex = end;
  }
  return found;
}

function readValue(source: string, start: number): { readonly value: MappedText; readonly end: number } {
  const stop = lineEnd(source, start);
  const quote = source[start];
  if (quote === "'" || quote === '"') {
    const end = closing(source, start + 1, quote);
    if (end !== undefined) {
      const value =
        quote === "'" ? mapVerbatim(source, start + 1, end) : mapEscaped(source, start + 1, end, readEscape);
      return { value, end: end + 1 };
    }
  }
  const line = source.slice(start, stop);
  const comment = line.search(/(?:^|[ \t])#/);
  const text = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  return { value: mapVerbatim(source, start, start + text.length), end: stop };
}

function closing(source: string, start: number, quote: string): number | undefined {
  for (let offset = start; offset < source.length; offset++) {
    if (quote === '"' && source[offset] === "\\") offset++;
    else if (source[offset] === quote) return offset;
  }
  return undefined;
}

function readEscape(source: string, offset: number) {
  if (source[offset] !== "\\") return undefined;
  const sign = source[offset + 1] ?? "";
  return { text: sign === "n" ? "\n" : sign, end: offset + 2 };
}
