/** What the server's regular expression compiler may refuse; each kind is one of its error codes. */
export type RegexFaultKind =
  | "quantifier"
  | "parenthesis"
  | "bracket"
  | "brace"
  | "repetition"
  | "escape"
  | "back-reference"
  | "range"
  | "class"
  | "collating-element"
  | "option"
  | "director"
  | "complexity";

/** Ends the reading of a pattern at the first thing that the server refuses. Never leaves this folder. */
export class RegexFault extends Error {
  constructor(
    readonly kind: RegexFaultKind,
    /** The byte of the pattern at which the refused thing starts. */
    readonly at: number,
    message: string,
    readonly detail?: string,
  ) {
    super(message);
  }
}
