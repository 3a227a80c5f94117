/** A rule of a TextMate grammar, as far as these grammars need them. */
export interface Pattern {
  readonly comment?: string;
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Pattern[];
}

/** What the groups of a match are, by their numbers. */
export type Captures = Readonly<Record<string, Pattern>>;

/** A TextMate grammar for VS Code. */
export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly patterns: readonly Pattern[];
}

/** A group of alternatives, the longest first, so that `hostssl` is not read as `host`. */
export function oneOf(words: readonly string[]): string {
  const escaped = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(literal);
  return `(?:${escaped.join("|")})`;
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
