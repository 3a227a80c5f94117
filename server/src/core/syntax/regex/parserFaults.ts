import { RegexFault } from "./regexFault.ts";
import type { Token } from "./token.ts";

/** Refuses a quantifier that stands behind nothing that can be repeated. */
export function nothingToRepeat(token: Token): RegexFault {
  const message =
    "This quantifier has nothing to repeat: it stands at a start, behind another quantifier, or behind a condition such as `^` or `(?=…)`. To match the character itself, write a backslash before it.";
  return new RegexFault("quantifier", token.start, message);
}

/** Refuses a group that does not end. */
export function unclosedGroup(opening: Token): RegexFault {
  const message =
    "This group does not end: its closing parenthesis is missing. To match a parenthesis, write `\\(`.";
  return new RegexFault("parenthesis", opening.start, message);
}

/** Refuses a closing parenthesis without an opening one. */
export function unopenedGroup(token: Token): RegexFault {
  const message =
    "No group ends here: the opening parenthesis is missing. To match a parenthesis, write `\\)`.";
  return new RegexFault("parenthesis", token.start, message);
}

/** Refuses a back reference where none may stand, or to a group that has not ended before it. */
export function badReference(token: Token & { kind: "back-reference" }, inLook: boolean): RegexFault {
  const why = inLook
    ? "Back references may not stand in a lookahead or lookbehind."
    : `There is no capturing group number ${token.group} that ends before this back reference.`;
  return new RegexFault("back-reference", token.start, why);
}
