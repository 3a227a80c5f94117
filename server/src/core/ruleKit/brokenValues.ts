import { type AuthOption, authOptions, authOptionVersions } from "../data/authOptions.ts";
import type { HbaOption } from "../syntax/hba/hbaRecord.ts";

/** The value of an option that was meant to go on where it ends. */
export interface BrokenValue {
  readonly cause: "comma" | "quotes";
  readonly option: HbaOption;
  /** What was meant as a part of the value, and counts as options of its own; none where only the quotes are wrong. */
  readonly pieces: readonly HbaOption[];
}

/**
 * Values that a comma outside of quotation marks ends, and those in single quotes, which quote nothing. Words out of an
 * `@file` are left alone.
 */
export function brokenValues(options: readonly HbaOption[]): readonly BrokenValue[] {
  const found: BrokenValue[] = [];
  for (let at = 0; at < options.length; at++) {
    const option = options[at];
    if (!option || option.value === undefined || option.token.file !== undefined) continue;
    const row = rowOf(option);
    if (!row) continue;
    const broken = inSingleQuotes(options, at, row) ?? atCommas(options, at);
    if (!broken) continue;
    found.push(broken);
    at += broken.pieces.length;
  }
  return found;
}

/** The options that are pieces of the value of another, so that nothing else is reported about them. */
export function piecesOfValues(options: readonly HbaOption[]): ReadonlySet<HbaOption> {
  return options.length < 2 ? none : new Set(brokenValues(options).flatMap(({ pieces }) => pieces));
}

const none: ReadonlySet<HbaOption> = new Set();

function rowOf({ name }: HbaOption): AuthOption | undefined {
  return authOptions.find((row) => row.name === name) ?? (authOptionVersions(name) && authOptions.at(-1));
}

function atCommas(options: readonly HbaOption[], at: number): BrokenValue | undefined {
  const pieces: HbaOption[] = [];
  for (let next = at + 1; next < options.length; next++) {
    const piece = options[next];
    if (!piece?.joined || piece.token.file !== undefined || rowOf(piece)) break;
    pieces.push(piece);
  }
  const option = options[at];
  return option && pieces.length > 0 ? { cause: "comma", option, pieces } : undefined;
}

/** Words of one value in single quotes. */
const maxPieces = 20;

/** Quotation marks that quote nothing. */
const openMark = /^['‘’“”„]/;
const closeMark = /['‘’“”]$/;

/** Up to the word that ends in a quote; a single quote that only one end has may belong to the value. */
function inSingleQuotes(
  options: readonly HbaOption[],
  at: number,
  { kind }: AuthOption,
): BrokenValue | undefined {
  const option = options[at];
  if (!option?.value || !openMark.test(option.value) || kind === "choice" || kind === "flag")
    return undefined;
  const rest = options.slice(at + 1, at + 1 + maxPieces);
  const last =
    option.value.length > 1 && closeMark.test(option.value)
      ? -1
      : rest.findIndex((next) => closeMark.test(next.token.text));
  if (last < 0 && !(option.value.length > 1 && closeMark.test(option.value))) return undefined;
  const pieces = rest.slice(0, last + 1);
  return pieces.some((piece) => rowOf(piece)) ? undefined : { cause: "quotes", option, pieces };
}
