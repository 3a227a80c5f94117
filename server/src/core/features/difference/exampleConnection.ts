import type { ExampleConnection } from "../../model/connectionChange.ts";
import { type AddressRange, addressAt } from "./addressRanges.ts";
import type { Assumptions } from "./candidate.ts";
import { exampleOfPattern } from "./exampleOfPattern.ts";
import type { FateChange } from "./fate.ts";
import { namesOf } from "./nameSets.ts";
import { otherHost, type Scenario } from "./scenarios.ts";
import type { Found } from "./sweep.ts";

/**
 * One connection of a set: where a member of a group or a name of an expression is wanted, the role itself, or a text that may fit.
 * `ranges`: addresses of which it is certain that they are in the set; empty on the Unix socket.
 */
export function exampleOf(
  { kind, certificate, serverName }: Scenario,
  ranges: readonly AddressRange[],
  { user, database, assumptions }: Found,
  { nameFor }: FateChange,
): ExampleConnection {
  const [range] = ranges;
  const [from = 0n, to = 1n] = range ?? [];
  const usual = usualExamples.find((position) => isIn(position, ranges));
  const position = usual ?? (to - from > 1n ? from + 1n : from);
  const role = user.kind === "other" ? (fitting(assumptions, "user") ?? user.text) : user.text;
  const systemUser = nameFor?.(role);
  const named = database.kind === "other" ? fitting(assumptions, "database") : undefined;
  return {
    type: kind,
    ...(kind !== "local" && { address: addressAt(position) }),
    database: database.kind === "same" || database.kind === "replication" ? role : (named ?? database.text),
    user: role,
    ...(database.kind === "replication" && { replication: true as const }),
    ...(kind === "tls" && { certificate: certificate !== undefined || nameFor !== undefined }),
    ...(systemUser !== undefined && { systemUser }),
    ...(serverName !== undefined && { serverName: serverName === otherHost ? "other.invalid" : serverName }),
  };
}

/** 192.0.2.10, an address of documentation (RFC 5737), and 127.0.0.1. */
const usualExamples = [0xc000020an, 0x7f000001n];

const isIn = (position: bigint, ranges: readonly AddressRange[]): boolean =>
  ranges.some(([from, to]) => position >= from && position < to);

/** A name for which a regular expression holds, if its text without the special characters is one. */
function fitting(assumptions: Assumptions, column: "user" | "database"): string | undefined {
  const own = new Map([...assumptions].filter(([condition]) => condition.startsWith(`${column} `)));
  const [word] = namesOf(own, true);
  if (word?.startsWith("+")) return word.slice(1); // a role is a member of itself
  if (!word?.startsWith("/")) return undefined;
  return exampleOfPattern(word);
}
