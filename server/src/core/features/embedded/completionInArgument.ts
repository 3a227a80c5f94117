import type { EmbeddedEntry } from "../../carriers/carrier.ts";
import type { WordReading } from "../../carriers/containers/serverArguments.ts";
import type { HostSpan } from "../../carriers/hostSpan.ts";
import { openQuote, writeShell } from "../../carriers/shell/shellWords.ts";
import { mapScalar, toVirtual } from "../../carriers/yaml/scalarMap.ts";
import type { Completion } from "../../model/completion.ts";
import { unquoteConfString } from "../../syntax/conf/unquoteConfString.ts";

/** An argument of a server, and what of it proposals replace. */
interface ArgumentPlace {
  readonly source: string;
  readonly entry: EmbeddedEntry;
  readonly reading: WordReading;
  /** Where the name of the setting begins. */
  readonly name: number;
  readonly span: HostSpan;
}

/** Names of settings, with dashes where the user writes them: behind `--` if no underscore is there. `isAlone`: neither an equals sign nor a value follows. */
export function argumentNames(
  items: readonly Completion[],
  { source, span }: ArgumentPlace,
  isAlone: boolean,
): readonly Completion[] {
  const typed = source.slice(span.from, span.to);
  const isLong = source.slice(span.from - 2, span.from) === "--";
  const hasDashes = typed.includes("-") || (isLong && !typed.includes("_"));
  return items
    .filter(({ kind }) => kind === "setting")
    .map((item) => {
      const label = hasDashes ? item.label.replaceAll("_", "-") : item.label;
      return { ...item, label, ...(isAlone && { newText: `${label}=`, opensNext: true as const }) };
    });
}

/** Values as they are before the scalar's own escapes: without those of postgresql.conf, and with those of a shell where one reads them. */
export function argumentValues(items: readonly Completion[], place: ArgumentPlace): readonly Completion[] {
  const { fillsIn } = place.reading;
  const inWord = wordWriter(place);
  return items.flatMap((item) => {
    const { newText, isSnippet, ...rest } = item;
    if (isSnippet) return /^[\w=${}:-]*$/.test(newText ?? "") ? [item] : [];
    const text = newText === undefined ? item.label : unquoteConfString(`'${newText}'`);
    const word = /[\n\r]/.test(text) ? undefined : inWord(text);
    const written = fillsIn ? word?.replaceAll("$", "$$$$") : word;
    if (written === undefined) return [];
    return [written === item.label ? rest : { ...rest, newText: written }];
  });
}

/** How a text becomes a part of the word; `undefined` where it is not known how. */
function wordWriter({ source, entry, reading, name, span }: ArgumentPlace) {
  if (reading.shells === 0) return (text: string) => text;
  const { scalar } = entry;
  const map = mapScalar(source, scalar);
  const [first = 0, from = 0, to = 0] = [name, span.from, span.to].map((at) => toVirtual(map, at));
  const word = /\S*$/.exec(scalar.value.slice(Math.max(first - maxBefore, 0), first))?.[0] ?? "";
  const [quote = "", last] = [from, to].map((end) => openQuote(word + scalar.value.slice(first, end)));
  const isKnown = reading.shells === 1 && quote === last;
  return (text: string) => {
    const written = writeShell(text, quote);
    return isKnown || writeShell(text, "") === text ? written : undefined;
  };
}

/** Characters that a word has before the name of its setting, at the most: an option and a quotation mark. */
const maxBefore = 20;
