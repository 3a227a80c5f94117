import type { ServerTraits } from "../serverTraits.ts";
import { readExactList } from "./identifierList.ts";

/**
 * What is wrong with a value of `log_min_messages` of 19: one level for all processes, and levels for single kinds of them
 * as `kind:level`, in any order.
 */
export function checkLogMinMessages(value: string, { serverVersion }: ServerTraits): string | undefined {
  const items = readExactList(value, serverVersion);
  if (!items) return "separate the items by commas, without spaces in them";
  const seen = new Set<string>();
  for (const item of items) {
    const colon = item.indexOf(":");
    const process = item.slice(0, Math.max(colon, 0)).toLowerCase();
    const level = item.slice(colon + 1);
    if (colon >= 0 && !processes.has(process)) {
      return `"${process}" is not a kind of process. The kinds are ${[...processes].join(", ")}`;
    }
    if (!levels.test(level)) return `"${level}" is not a message level, such as warning`;
    if (seen.has(process)) {
      return colon < 0 ? "it has two levels for all processes" : `it has two levels for "${process}"`;
    }
    seen.add(process);
  }
  return seen.has("") ? undefined : "one item must be a level without a kind, for all other processes";
}

const levels = /^(?:debug[1-5]?|info|notice|warning|error|log|fatal|panic)$/i;

/** As 19rc1 knows them. */
const processes: ReadonlySet<string> = new Set(
  "archiver autovacuum backend bgworker bgwriter checkpointer ioworker postmaster slotsyncworker startup syslogger walreceiver walsender walsummarizer walwriter".split(
    " ",
  ),
);
