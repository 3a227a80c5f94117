import { nameOf } from "../../cluster/uris.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import { visible } from "../hover/render.ts";
import { otherLineInWords } from "./addedInWords.ts";
import { hostPlaceOf } from "./places.ts";

/** `line 3`, or with the file that it is in: `line 3 of pg_hba.conf`, `(pg_hba.conf, line 3)`. */
const lineWords =
  /(?:\b(pg_\w+\.conf|postgresql\.conf), )?\bline (\d{1,9})\b(?: of (pg_\w+\.conf|postgresql\.conf)\b)?/g;

/** A sentence about lines of a part, with those of its document; `line 3` alone is one of `part`. */
export function inHostLines(text: string, uri: string, part: OpenFile, state: HostState): string {
  const name = visible(nameOf(uri));
  return text.replace(lineWords, (written: string, before?: string, line = "", behind?: string) => {
    const file = before ?? behind;
    const of = file
      ? state.files.find((one) => one.cluster === part.cluster && nameOf(one.uri) === file)
      : part;
    if (!of) return written;
    const at = hostPlaceOf({ uri: of.uri, line: Number(line) - 1, span: { start: 0, end: 1 } }, state);
    if (!at) return otherLineInWords(of, Number(line) - 1);
    if (before) return `${name}, line ${at.line + 1}`;
    return `line ${at.line + 1}${behind ? ` of ${name}` : ""}`;
  });
}
