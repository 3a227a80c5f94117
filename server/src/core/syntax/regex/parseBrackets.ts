import { characterNames } from "./characterNames.ts";
import { type CharacterSet, characterClasses, complement } from "./characterSet.ts";
import type { Lexer } from "./lexer.ts";
import { RegexFault } from "./regexFault.ts";
import type { Token } from "./token.ts";

/**
 * Reads a bracket expression, of which the lexer shows the opening sign, up to the sign after its end.
 * @param before14 whether to follow PostgreSQL 13, where `\w` between brackets ends in an underscore that may start a
 * range, and the class `word` does not exist.
 * @throws RegexFault for unknown names and ranges that run backwards.
 */
export function parseBrackets(lexer: Lexer, before14: boolean): CharacterSet {
  const opening = lexer.token;
  const ranges: number[] = [];
  lexer.advance();
  while (lexer.token.kind !== "bracket-end") readMember(lexer, ranges, before14);
  lexer.advance();
  return { ranges, negated: opening.kind === "bracket" && opening.negated };
}

function readMember(lexer: Lexer, ranges: number[], before14: boolean): void {
  const { token } = lexer;
  switch (token.kind) {
    case "class": {
      const members = characterClasses.get(token.name) ?? [];
      for (const code of token.negated ? complement(members) : members) ranges.push(code);
      lexer.advance();
      if (before14 && token.name === "word") readRange(lexer, ranges, underscore, token);
      return;
    }
    case "named":
      if (token.mark === ".") readRange(lexer, ranges, readElement(lexer, token), token);
      else if (token.mark === ":") readClass(lexer, ranges, token, before14);
      else {
        const code = readElement(lexer, token);
        ranges.push(code, code);
      }
      return;
    case "character":
      lexer.advance();
      readRange(lexer, ranges, token.code, token);
      return;
    default:
      throw strayHyphen(token);
  }
}

const underscore = 0x5f;

/** Reads what may follow a range's first end: `-` and its last end. Without them the range is that one character. */
function readRange(lexer: Lexer, ranges: number[], first: number, firstToken: Token): void {
  let last = first;
  if (lexer.token.kind === "range") {
    lexer.advance();
    last = readLast(lexer);
  }
  if (first > last) throw backwards(firstToken, first, last);
  ranges.push(first, last);
}

function readLast(lexer: Lexer): number {
  const { token } = lexer;
  if (token.kind === "named" && token.mark === ".") return readElement(lexer, token);
  if (token.kind !== "character" && token.kind !== "range") throw strayHyphen(token);
  lexer.advance();
  return token.code;
}

function readElement(lexer: Lexer, token: Token & { kind: "named" }): number {
  const name = lexer.readName(token.mark);
  const code = name.length === 1 ? name.charCodeAt(0) : characterNames.get(name);
  if (code !== undefined) return code;
  const message = `\`[${token.mark}…${token.mark}]\` needs one ASCII character or a POSIX name of a character, such as \`hyphen\`.`;
  throw new RegexFault("collating-element", token.start, message);
}

function readClass(lexer: Lexer, ranges: number[], token: Token, before14: boolean): void {
  const name = lexer.readName(":");
  const members = before14 && name === "word" ? undefined : characterClasses.get(name);
  if (!members) {
    const known = [...characterClasses.keys()].filter((known) => !(before14 && known === "word")).join(", ");
    const message = "the class of characters does not exist; write one that does, such as `[:alpha:]`.";
    throw new RegexFault("class", token.start, message, `The classes are ${known}.`);
  }
  for (const code of members) ranges.push(code);
}

function strayHyphen(token: Token): RegexFault {
  const message =
    "a range joins two single characters; to match `-` in brackets, write it first, last or as `\\-`.";
  return new RegexFault("range", token.start, message);
}

function backwards(token: Token, first: number, last: number): RegexFault {
  const bytes =
    first > 0x7f || last > 0x7f
      ? "The server compares single bytes here, and `é` is two of them in UTF-8."
      : undefined;
  return new RegexFault(
    "range",
    token.start,
    `the range runs backwards, from character number ${first} to ${last}: swap its ends.`,
    bytes,
  );
}
