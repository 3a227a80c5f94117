import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { parseRegex } from "./parseRegex.ts";
import { toPatternBytes } from "./patternBytes.ts";
import { PositionMatcher, type RegexEffort, Unsure } from "./positionMatcher.ts";
import { RegexFault } from "./regexFault.ts";

/** Steps of a match that shares them with no other. */
const maxSteps = 500_000;

/**
 * Whether a server finds a regular expression (the text after the slash) anywhere in a text such as a user name.
 * @returns `undefined` when the pattern is refused, has back references, or would take long; it takes none of an effort that is used up.
 */
export function matchesRegex(
  pattern: string,
  text: string,
  version: ServerVersion = newestServerVersion,
  effort: RegexEffort = { steps: maxSteps },
): boolean | undefined {
  return unlessUnsure(effort, () => {
    const tree = parseRegex(toPatternBytes(pattern), version < 14);
    return new PositionMatcher(tree.options, toPatternBytes(text).codes, effort).finds(tree.branches);
  });
}

/**
 * What a match's first group captures: the text that replaces `\1` in pg_ident.conf's third column.
 * @returns `undefined` when nothing matches, and when it is not certain, as where the group may capture more or less.
 */
export function firstCapture(
  pattern: string,
  text: string,
  version: ServerVersion = newestServerVersion,
  effort: RegexEffort = { steps: maxSteps },
): string | undefined {
  return unlessUnsure(effort, () => {
    const { options, branches } = parseRegex(toPatternBytes(pattern), version < 14);
    const { codes, offsets } = toPatternBytes(text);
    const bytes = new PositionMatcher(options, codes, effort).firstCapture(branches);
    // The server cuts between bytes, maybe within a character.
    if (!bytes || bytes.some((position) => ((codes[position] ?? 0) & 0xc0) === 0x80)) return undefined;
    return text.slice(offsets[bytes[0]], offsets[bytes[1]]);
  });
}

function unlessUnsure<Value>(effort: RegexEffort, attempt: () => Value): Value | undefined {
  if (effort.steps < 0) return undefined; // parsing alone takes as long as a short match
  try {
    return attempt();
  } catch (reason) {
    if (reason instanceof RegexFault || reason instanceof Unsure) return undefined;
    throw reason;
  }
}
