import type { PatternBytes } from "./patternBytes.ts";
import { RegexFault } from "./regexFault.ts";

/** The four grammars that a pattern may be written in; a file's patterns start out as `advanced`. */
export type RegexFlavour = "advanced" | "extended" | "basic" | "literal";

/** How a pattern is to be read and matched, by its own beginning. */
export interface RegexOptions {
  readonly flavour: RegexFlavour;
  /** White space and `#` comments do not count. */
  readonly expanded: boolean;
  readonly ignoreCase: boolean;
  /** `.` and `[^…]` leave newlines out. */
  readonly newlineStops: boolean;
  /** `^` and `$` also hold beside a newline. */
  readonly newlineAnchors: boolean;
  /** Where the pattern proper starts, in bytes. */
  readonly start: number;
}

/**
 * Reads a director (`***:`, `***=`) and the embedded options (`(?i)`) at a pattern's start.
 * Source: manual, "Regular Expression Metasyntax".
 * @throws RegexFault for an unknown director or option.
 */
export function readRegexOptions(pattern: PatternBytes): RegexOptions {
  const text = String.fromCharCode(...pattern.codes.subarray(0, 4));
  let start = 0;
  if (text.length === 4 && text.startsWith("***")) {
    if (text === "***=") return { ...noOptions, flavour: "literal", start: 4 };
    if (text !== "***:") throw unknownDirector(text);
    start = 4;
  }
  return readEmbeddedOptions(pattern.codes, start);
}

const noOptions: RegexOptions = {
  flavour: "advanced",
  expanded: false,
  ignoreCase: false,
  newlineStops: false,
  newlineAnchors: false,
  start: 0,
};

const optionLetters: Readonly<Record<string, Partial<RegexOptions>>> = {
  b: { flavour: "basic" },
  c: { ignoreCase: false },
  e: { flavour: "extended" },
  i: { ignoreCase: true },
  m: { newlineStops: true, newlineAnchors: true },
  n: { newlineStops: true, newlineAnchors: true },
  p: { newlineStops: true, newlineAnchors: false },
  q: { flavour: "literal" },
  s: { newlineStops: false, newlineAnchors: false },
  t: { expanded: false },
  w: { newlineStops: false, newlineAnchors: true },
  x: { expanded: true },
};

function readEmbeddedOptions(codes: Uint8Array, start: number): RegexOptions {
  let options: RegexOptions = { ...noOptions, start };
  const character = (at: number) => String.fromCharCode(codes[at] ?? 0);
  if (character(start) !== "(" || character(start + 1) !== "?" || !/[a-z]/i.test(character(start + 2)))
    return options;
  let at = start + 2;
  for (; /[a-z]/i.test(character(at)); at++) {
    const letter = character(at);
    const effect = optionLetters[letter];
    if (!effect) throw unknownOption(at, letter);
    options = { ...options, ...effect };
  }
  if (character(at) !== ")") throw unfinishedOptions(at);
  const plain = options.flavour === "literal";
  return {
    ...options,
    expanded: options.expanded && !plain,
    newlineStops: options.newlineStops && !plain,
    newlineAnchors: options.newlineAnchors && !plain,
    start: at + 1,
  };
}

function unknownDirector(text: string): RegexFault {
  const message = "`***` at the start must be followed by `:` or `=`; to match an asterisk, write `\\*`.";
  const detail = "`***:` starts a regular expression, and `***=` plain text.";
  return new RegexFault(text === "***?" ? "director" : "quantifier", 0, message, detail);
}

function unknownOption(at: number, letter: string): RegexFault {
  const known = Object.keys(optionLetters).join("");
  const group =
    letter === "P"
      ? "Named groups do not exist either; write `(…)` and refer to it by its number."
      : undefined;
  return new RegexFault(
    "option",
    at,
    `\`${letter}\` is not an embedded option; \`(?…)\` at the start accepts the letters ${known}.`,
    group,
  );
}

function unfinishedOptions(at: number): RegexFault {
  const message =
    "embedded options must end with `)` after their letters; for a group without capture, write `(?:…)`.";
  return new RegexFault("option", at, message, "They apply to the whole pattern.");
}
