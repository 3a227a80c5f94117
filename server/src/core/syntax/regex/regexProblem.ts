import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { parseRegex } from "./parseRegex.ts";
import { toPatternBytes } from "./patternBytes.ts";
import { RegexFault, type RegexFaultKind } from "./regexFault.ts";

export type { RegexFaultKind } from "./regexFault.ts";

/** Why the server refuses to compile a regular expression. */
export interface RegexProblem {
  /** Which of the server's own error codes it is. */
  readonly kind: RegexFaultKind;
  /** What is wrong and what to write instead, to follow a colon; about 100 characters at most. */
  readonly message: string;
  /** What else helps to understand it. */
  readonly detail?: string;
  /** Where in the pattern, in UTF-16 units. */
  readonly offset: number;
}

/**
 * Why a server refuses a regular expression of pg_hba.conf or pg_ident.conf (the text after the slash), or `undefined`
 * when it compiles: the advanced flavour, on UTF-8 bytes, in collation C. Never throws.
 */
export function regexProblem(
  pattern: string,
  version: ServerVersion = newestServerVersion,
): RegexProblem | undefined {
  const bytes = toPatternBytes(pattern);
  try {
    parseRegex(bytes, version < 14);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof RegexFault)) throw fault;
    const { kind, message, detail } = fault;
    return { kind, message, ...(detail && { detail }), offset: bytes.offsets[fault.at] ?? pattern.length };
  }
}

/** The number of capturing groups of a pattern; 0 for one that the server refuses. */
export function captureGroups(pattern: string, version: ServerVersion = newestServerVersion): number {
  try {
    return parseRegex(toPatternBytes(pattern), version < 14).groups;
  } catch (fault) {
    if (!(fault instanceof RegexFault)) throw fault;
    return 0;
  }
}
