import type { Span } from "./span.ts";

/** What a word of a configuration file is, in the order in which the protocol numbers them. */
export const semanticTokenTypes = [
  "keyword",
  "database",
  "role",
  "systemUser",
  "regexp",
  "address",
  "authMethod",
  "option",
  "value",
  "path",
  "map",
  "host",
  "setting",
] as const;

export type SemanticTokenType = (typeof semanticTokenTypes)[number];

/** What else is known of a word. `unreachable`: its record never decides, since others above it do. */
export const semanticTokenModifiers = ["deprecated", "unreachable"] as const;

export type SemanticTokenModifier = (typeof semanticTokenModifiers)[number];

/** A word with its meaning; it is within one line. */
export interface SemanticToken {
  /** The line on which its record starts. */
  readonly line: number;
  readonly span: Span;
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}
