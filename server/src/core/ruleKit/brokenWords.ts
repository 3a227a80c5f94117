import { authOption } from "../data/authOptions.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { HbaOption } from "../syntax/hba/hbaRecord.ts";

/** Words behind the method that are no options because of one mistake. */
export interface BrokenWords {
  /** An option that blanks took apart, a comment without `#`, or other words. */
  readonly kind: "split" | "comment" | "words";
  readonly span: Span;
  /** For `split`: the option that was meant. */
  readonly option?: { readonly name: string; readonly value: string };
  readonly words: readonly HbaOption[];
}

/** The words behind the method that the server does not take for options, each mistake once. */
export function brokenWords(options: readonly HbaOption[], version: ServerVersion): readonly BrokenWords[] {
  const found: BrokenWords[] = [];
  for (let at = 0; at < options.length; ) {
    const broken = splitOption(options.slice(at, at + 3), version) ?? looseWords(options, at);
    if (broken) found.push(broken);
    at += broken?.words.length ?? 1;
  }
  return found;
}

/** `name = value`, `name =value`, `name= value`, `name value` and `name: value`. */
function splitOption([first, second, third]: readonly HbaOption[], version: ServerVersion) {
  if (!first || !second) return undefined;
  const isBare = (option: HbaOption | undefined): option is HbaOption =>
    option !== undefined && option.value === undefined && !authOption(option.name, version);
  const words = (name: string, value: string, ...found: HbaOption[]) =>
    broken("split", found, { name, value });
  if (first.value === undefined && second.name === "" && second.value !== undefined) {
    if (second.value !== "") return words(first.name, second.value, first, second);
    return third?.value === undefined && third
      ? words(first.name, third.name, first, second, third)
      : undefined;
  }
  const name = first.name.replace(/:$/, "");
  if (!authOption(name, version) || !isBare(second)) return undefined;
  if (first.value === "" || first.value === undefined) return words(name, second.name, first, second);
  return undefined;
}

/** Words without `=`, up to the next that has one; behind what other languages start comments with, all. */
function looseWords(options: readonly HbaOption[], start: number): BrokenWords | undefined {
  const first = options[start];
  if (!first || first.value !== undefined) return undefined;
  if (/^(--|\/\/|\/\*|;)/.test(first.name)) return broken("comment", options.slice(start));
  let end = start;
  while (end < options.length && options[end]?.value === undefined) end++;
  return broken("words", options.slice(start, end));
}

function broken(
  kind: BrokenWords["kind"],
  words: readonly HbaOption[],
  option?: BrokenWords["option"],
): BrokenWords {
  const span = { start: words[0]?.token.span.start ?? 0, end: words.at(-1)?.token.span.end ?? 0 };
  return { kind, words, span, ...(option && { option }) };
}
