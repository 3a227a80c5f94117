import { matchesRole } from "../../cluster/access/matchesRole.ts";
import { effectiveMask } from "../../cluster/access/reach.ts";
import { connectionType } from "../../data/connectionTypes.ts";
import { isLoopback, numericAddress } from "../../model/address.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { AuthToken } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { matchesRegex } from "../../syntax/regex/matchesRegex.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import type { Client } from "./connection.ts";
import { allOf, anyOf } from "./threeValued.ts";

/** Whether the server takes a record of pg_hba.conf for a client (manual, "The pg_hba.conf File"). */
export function matchesClient(
  record: HbaRecord,
  client: Client,
  version: ServerVersion,
  effort?: RegexEffort,
): boolean | undefined {
  const { type, database, user, isComplete } = record;
  if (!type || !isComplete) return undefined;
  return allOf([
    () => matchesType(type.tokens[0]?.text ?? "", client),
    () => client.type === "local" || matchesAddress(record, client.address),
    () => database && anyOf(database.tokens, (token) => matchesDatabase(token, client, version, effort)),
    () => user && anyOf(user.tokens, (token) => matchesRole(token, client.user, version, effort)),
  ]);
}

function matchesType(type: string, client: Client): boolean {
  if (connectionType(type)?.hasAddress !== (client.type !== "local")) return false;
  if (type === "hostssl") return client.type === "ssl";
  if (type === "hostnossl") return client.type !== "ssl";
  if (type === "hostgssenc") return client.type === "gss";
  return type !== "hostnogssenc" || client.type !== "gss";
}

function matchesAddress(record: HbaRecord, address: string | undefined): boolean | undefined {
  const own = address === undefined ? undefined : numericAddress(address);
  const wanted = recordAddress(record);
  switch (wanted.is) {
    case "all":
      return true;
    case "none":
      return false;
    case "network":
      return (
        own &&
        wanted.family === own.family &&
        wanted.mask.every((bits, at) => (((own.bytes[at] ?? 0) ^ (wanted.bytes[at] ?? 0)) & bits) === 0)
      );
    case "own": {
      if (!own) return undefined;
      // The interface of 127.0.0.1 is in the whole network.
      const isOwn = wanted.name === "samenet" || own.family === 6 || own.bytes.join(".") === "127.0.0.1";
      return isOwn && isLoopback(own.bytes) ? true : undefined;
    }
    case "unknown":
      return undefined;
  }
}

/** The client addresses that a record with an address column matches. */
export type RecordAddress =
  | { readonly is: "all" | "none" }
  | {
      readonly is: "network";
      readonly family: 4 | 6;
      readonly bytes: readonly number[];
      readonly mask: readonly number[];
    }
  /** The server's own addresses or networks: beside loopback it depends on its network interfaces. */
  | { readonly is: "own"; readonly name: "samehost" | "samenet" }
  /** What a host name is depends on DNS. */
  | { readonly is: "unknown"; readonly name: string };

export function recordAddress(record: HbaRecord): RecordAddress {
  const token = record.address?.tokens[0];
  if (!token) return { is: "unknown", name: "" };
  const { text, quoted, isUnknown } = token;
  const { numericAddress: network } = record;
  if (network) {
    const mask = effectiveMask(record);
    if (!mask || network.zone !== undefined) return { is: "unknown", name: text };
    return { is: "network", family: network.family, bytes: network.bytes, mask };
  }
  if (isUnknown) return { is: "unknown", name: text };
  if (!mayBeHostName.test(text)) return { is: "none" };
  if (!quoted && text === "all") return { is: "all" };
  return !quoted && (text === "samenet" || text === "samehost")
    ? { is: "own", name: text }
    : { is: "unknown", name: text };
}

/** Whether a word of a database column matches; a connection for physical replication names no database. */
export function matchesDatabase(
  token: AuthToken,
  client: Pick<Client, "database" | "user" | "replication">,
  version: ServerVersion,
  effort?: RegexEffort,
): boolean | undefined {
  const { text, quoted, isUnknown } = token;
  const { database, user, replication } = client;
  if (isUnknown) return undefined;
  if (!quoted && text === "replication") return replication === true;
  if (replication) return false;
  if (!quoted && text === "all") return true;
  if (!quoted && text === "sameuser") return database === user;
  // Every role is a member of itself.
  if (!quoted && (text === "samerole" || text === "samegroup")) return database === user || undefined;
  if (version >= 16 && text.startsWith("/")) return matchesRegex(text.slice(1), database, version, effort);
  return text === database;
}

/**
 * The C library hands on no other names from the DNS (RFC 1123, 2.1, and the underscore): not `*`, no quotes. A name whose
 * last label is a number is none either, as that would be an address.
 */
const mayBeHostName = /^\.?(?:[\w\u0080-\uffff-]+\.)*(?!\d+\.?$)[\w\u0080-\uffff-]+\.?$/;
