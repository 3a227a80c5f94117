import type { CharacterSet } from "./characterSet.ts";
import type { RegexOptions } from "./regexOptions.ts";
import type { AnchorKind } from "./token.ts";

/** A part of a pattern that its neighbours are strung to. */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "any" }
  | { readonly kind: "anchor"; readonly anchor: AnchorKind }
  | { readonly kind: "group"; readonly capture: number | undefined; readonly branches: Branches }
  | {
      readonly kind: "look";
      readonly behind: boolean;
      readonly negated: boolean;
      readonly branches: Branches;
    }
  | { readonly kind: "back-reference"; readonly group: number }
  | { readonly kind: "repeat"; readonly node: RegexNode; readonly minimum: number; readonly maximum: number };

/** Alternatives, each a sequence. */
export type Branches = readonly (readonly RegexNode[])[];

/** A pattern that the server compiles. */
export interface RegexTree {
  readonly options: RegexOptions;
  readonly branches: Branches;
  /** The number of capturing groups. */
  readonly groups: number;
}
