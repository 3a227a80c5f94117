import type { Lexer } from "./lexer.ts";
import { RegexFault } from "./regexFault.ts";
import type { Token } from "./token.ts";

/**
 * Reads the counts of `{m}`, `{m,}` or `{m,n}`, of which the lexer shows the opening brace, up to the sign after them.
 * A basic regular expression may leave the first count out, which then is 0.
 * @throws RegexFault for counts above 255 or in the wrong order.
 */
export function parseBound(lexer: Lexer): { minimum: number; maximum: number } {
  const opening = lexer.token.start;
  lexer.advance();
  const minimum = readCount(lexer, opening);
  let maximum = minimum;
  if (sees(lexer, "comma")) {
    lexer.advance();
    maximum = sees(lexer, "digit") ? readCount(lexer, opening) : Number.POSITIVE_INFINITY;
  }
  if (minimum > maximum) {
    throw badCounts(
      opening,
      `at least ${minimum} and at most ${maximum} times is impossible; swap the counts`,
    );
  }
  if (!sees(lexer, "bound-end"))
    throw badCounts(opening, "write one count, or two with a comma between them");
  lexer.advance();
  return { minimum, maximum };
}

/** A call, because the compiler does not see that the lexer's token changes. */
function sees(lexer: Lexer, kind: Token["kind"]): boolean {
  return lexer.token.kind === kind;
}

const highestCount = 255;

function readCount(lexer: Lexer, opening: number): number {
  let count = 0;
  while (lexer.token.kind === "digit" && count < highestCount) {
    count = count * 10 + lexer.token.value;
    lexer.advance();
  }
  if (count > highestCount || sees(lexer, "digit"))
    throw badCounts(opening, `counts go up to ${highestCount}`);
  return count;
}

function badCounts(at: number, why: string): RegexFault {
  return new RegexFault("repetition", at, `the repetition is not valid: ${why}.`);
}
