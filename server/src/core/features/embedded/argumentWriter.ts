import type { EmbeddedEntry } from "../../carriers/carrier.ts";
import type { WordReading } from "../../carriers/containers/serverArguments.ts";
import type { HostSpan } from "../../carriers/hostSpan.ts";
import { openQuote, writeShell } from "../../carriers/shell/shellWords.ts";
import { mapScalar, toVirtual } from "../../carriers/yaml/scalarMap.ts";

/** An argument of a server, and what of it something else is put in the place of. */
export interface ArgumentPlace {
  readonly source: string;
  readonly scalar: EmbeddedEntry["scalar"];
  readonly reading: WordReading;
  /** Where the name of the setting begins. */
  readonly name: number;
  readonly span: HostSpan;
}

/**
 * How a part of a value is written there, but for the escapes of the scalar: with the quotes of a shell where one reads it, and two dollar
 * signs for one where variables are filled in. `undefined` where it is not known how.
 */
export function argumentWriter({ source, scalar, reading, name, span }: ArgumentPlace) {
  const { shells, fillsIn } = reading;
  const map = shells > 0 ? mapScalar(source, scalar) : [];
  const [first = 0, from = 0, to = 0] = [name, span.from, span.to].map((at) => toVirtual(map, at));
  const before = scalar.value.slice(Math.max(first - maxBefore, 0), first);
  const word = before.split(/\s/).at(-1) ?? "";
  const [quote = "", last] = [from, to].map((end) => openQuote(word + scalar.value.slice(first, end)));
  const isKnown = shells < 2 && quote === last;
  return (text: string): string | undefined => {
    const written = shells === 0 ? text : writeShell(text, quote);
    if (/[\n\r]/.test(text) || (!isKnown && writeShell(text, "") !== text)) return undefined;
    return fillsIn ? written.replaceAll("$", "$$$$") : written;
  };
}

/** Characters that a word has before the name of its setting, at the most: an option and a quotation mark. */
const maxBefore = 20;
