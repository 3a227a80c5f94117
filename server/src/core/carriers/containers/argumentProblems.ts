import type { EmbeddedProblem } from "../carrier.ts";
import { wayOut } from "../writeEntries.ts";
import { mapScalar, toHost } from "../yaml/scalarMap.ts";
import { type ArgumentSetting, partOf, type ScalarPart } from "./serverArguments.ts";

/**
 * Names with blanks around them, as in `-c "ssl = on"`: the server takes them for a part of the name and does not start
 * (src/backend/utils/misc/guc.c, `ParseLongOption`, which splits at the first equals sign; seen with PostgreSQL 16).
 */
export function argumentProblems(
  source: string,
  settings: readonly ArgumentSetting[],
): readonly EmbeddedProblem[] {
  return settings.flatMap(({ name, value }): EmbeddedProblem[] => {
    const place = hostSpanOf(source, name);
    const word = name.text.trim();
    if (word === name.text || word === "" || !place) return [];
    const start = name.text.indexOf(word);
    const blanks = value.text.length - value.text.trimStart().length;
    const before = hostSpanOf(source, partOf(name, 0, start));
    const behind = hostSpanOf(source, partOf(name, start + word.length, name.text.length));
    const after = hostSpanOf(source, partOf(value, 0, blanks));
    const edits = [before, behind, after].flatMap((span) => (span ? [{ ...span, newText: "" }] : []));
    const areBlanks = edits.every(({ from, to }) => /^[ \t]*$/.test(source.slice(from, to)));
    return [
      { kind: "name-blank", place, word, ...wayOut("Remove the blanks", areBlanks ? edits : undefined) },
    ];
  });
}

/** Where a part is written; `undefined` where it is empty, or in another file. */
function hostSpanOf(source: string, { scalar, offsets }: ScalarPart) {
  const [first, last] = [offsets[0], offsets.at(-1)];
  if (first === undefined || last === undefined || scalar.isElsewhere) return undefined;
  return toHost(mapScalar(source, scalar), first, last + 1);
}
