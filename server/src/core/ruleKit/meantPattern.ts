import { undelimited } from "./patternWords.ts";

/** A name that is a regular expression of another program: `~^app`, `m/^app/`, `regex:app`, `app[0-9]`, `app?`, `(a|b)`. */
export interface MeantPattern {
  /** The pattern in PostgreSQL's notation, with its slash. */
  readonly pattern: string;
}

const shells = /^(?:~\*?|(?:m|qr|s)(?=\/)|re(?:gexp?)?[:=])(.+)$/;
const signs = /^[\w.-]+(?:\[[^\]]+\]|\{\d+(?:,\d*)?\}|[?+])(?:[?*+]|$)|^\([^()]*\|[^()]*\)$/;

export function meantPattern(text: string): MeantPattern | undefined {
  const [, written] = shells.exec(text) ?? [];
  if (written !== undefined) {
    const inner = written.replace(/^\//, "");
    return { pattern: `/${written.startsWith("/") ? (undelimited(inner) ?? inner) : inner}` };
  }
  return signs.test(text) ? { pattern: `/^${text}$` } : undefined;
}
