/** The named sets that a shorthand escape (`\d`) or a bracket expression (`[:digit:]`) may mean. */
export type ShorthandClass = "digit" | "space" | "word";

/** The zero-width conditions that are written as one sign. */
export type AnchorKind =
  | "line-start"
  | "line-end"
  | "text-start"
  | "text-end"
  | "word-start"
  | "word-end"
  | "word-edge"
  | "not-word-edge";

/** What a character means, apart from where it is. */
export type TokenBody =
  | { readonly kind: "end" | "any" | "alternative" | "close" | "bracket-end" }
  /** An ordinary character, by its code. `range` is an unescaped `-` inside brackets that may join two ends. */
  | { readonly kind: "character" | "range"; readonly code: number }
  | { readonly kind: "class"; readonly name: ShorthandClass; readonly negated: boolean }
  | { readonly kind: "open"; readonly captures: boolean }
  | { readonly kind: "look"; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "quantifier"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "bound" | "comma" | "bound-end" }
  | { readonly kind: "digit"; readonly value: number }
  | { readonly kind: "bracket"; readonly negated: boolean }
  | { readonly kind: "named"; readonly mark: NamedMark }
  | { readonly kind: "anchor"; readonly anchor: AnchorKind }
  | { readonly kind: "back-reference"; readonly group: number };

/** The sign of `[.name.]`, `[=name=]` and `[:name:]`. */
export type NamedMark = "." | "=" | ":";

/** One sign of a pattern, with the bytes that it takes. */
export type Token = TokenBody & { readonly start: number; readonly end: number };
