import type { EmbeddedFile } from "../../../server/src/core/carriers/carrier.ts";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import type { HostSpan } from "../../../server/src/core/carriers/hostSpan.ts";
import { toHostLanguage } from "../../../server/src/core/model/language.ts";
import type { Target } from "../engine/fuzz.ts";
import { ensure } from "./spans.ts";

/** A document that holds our files as parts: its language, and its text. */
export const manifests: Target = {
  maxSize: 3000,
  budget: (size) => 20_000 + 300 * size,
  async run([language = "", text = ""]) {
    for (const { files, problems } of await embed(text, toHostLanguage(language) ?? "yaml")) {
      for (const file of files) checkFile(file, text);
      for (const { place, wayOut } of problems) {
        checkPlace(place, text);
        for (const edit of wayOut?.edits ?? []) checkPlace(edit, text);
      }
    }
  },
};

/** Each piece of a file is in it and in the document, one behind the other, and the same in both where it is exact. */
function checkFile({ text: own, pieces, entries, added, place }: EmbeddedFile, text: string): void {
  let end = 0;
  for (const { at, length, from, to, exact } of pieces) {
    ensure(end <= at && at + length <= own.length, "a piece is in the file, behind the one before");
    checkPlace({ from, to }, text);
    const [read, written] = [own.slice(at, at + length), text.slice(from, to)];
    // A line of its own holds line breaks as blanks.
    if (exact)
      ensure(read === written || read === written.replaceAll("\n", " "), "a piece is what is written");
    end = at + length;
  }
  const lines = own.split("\n").length;
  for (const { line, count, scalar, span } of entries) {
    ensure(0 <= line && line + count <= lines, "an entry is in the file");
    checkPlace(scalar, text);
    checkPlace(span, text);
  }
  for (const line of added) ensure(0 <= line && line < lines, "an added line is in the file");
  checkPlace(place, text);
}

function checkPlace({ from, to }: HostSpan, text: string): void {
  ensure(0 <= from && from <= to && to <= text.length, `place ${from}-${to} of ${text.length}`);
}
