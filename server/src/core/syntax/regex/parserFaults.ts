import { RegexFault } from "./regexFault.ts";
import type { Token } from "./token.ts";

/** Refuses a quantifier that follows nothing that can be repeated. */
export function nothingToRepeat(token: Token): RegexFault {
  const message =
    "the quantifier has nothing to repeat; to match the character itself, write a backslash before it.";
  const detail = "It is at a start, after another quantifier, or after a condition such as `^` or `(?=…)`.";
  return new RegexFault("quantifier", token.start, message, detail);
}

/** Refuses a group that does not end. */
export function unclosedGroup(opening: Token): RegexFault {
  const message = "the group has no closing parenthesis; to match a parenthesis, write `\\(`.";
  return new RegexFault("parenthesis", opening.start, message);
}

/** Refuses a closing parenthesis without an opening one. */
export function unopenedGroup(token: Token): RegexFault {
  const message = "the closing parenthesis has no opening one; to match a parenthesis, write `\\)`.";
  return new RegexFault("parenthesis", token.start, message);
}

/** Refuses a back reference where none is allowed, or to a group that has not ended before it. */
export function badReference(token: Token & { kind: "back-reference" }, inLook: boolean): RegexFault {
  const why = inLook
    ? "back references are not allowed in a lookahead or lookbehind."
    : `no capturing group number ${token.group} ends before this back reference.`;
  return new RegexFault("back-reference", token.start, why);
}
