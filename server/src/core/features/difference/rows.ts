import { typesOf } from "../../cluster/access/matching.ts";
import { connectionType } from "../../data/connectionTypes.ts";
import type { ConnectionKind } from "../../model/connectionChange.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Place } from "../../model/span.ts";
import type { AuthField, AuthToken } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { type RecordAddress, recordAddress } from "../connect/matchesClient.ts";
import { type AddressRange, networkRanges } from "./addressRanges.ts";

/** A record of pg_hba.conf with what the comparison looks at. */
export interface Row {
  readonly record: HbaRecord;
  readonly place: Place;
  readonly version: ServerVersion;
  /** Its place in the server's order. */
  readonly order: number;
  /** Bits of `kinds` of `matching.ts`. */
  readonly types: number;
  readonly databases: readonly AuthToken[];
  readonly users: readonly AuthToken[];
  /** Equal for two with the same words, whatever their order. */
  readonly databaseKey: string;
  readonly userKey: string;
  /** Absent: all addresses. */
  readonly network?: Network;
  /** All addresses may match, and whether they do depends on this name, except in the network, which certainly matches. */
  readonly addressName?: string;
}

/** Addresses of one record or of several; the same object for the same addresses. */
export interface Network {
  readonly key: string;
  readonly ranges: readonly AddressRange[];
}

/** The records of a configuration that match anything. */
export function rowsOf({ records, serverVersion: version }: ConnectionFacts): Row[] {
  return records.flatMap(({ record, place }, order): Row[] => {
    const type = connectionType(record.type?.tokens[0]?.text ?? "");
    const { database, user } = record;
    if (!type || !database || !user || !record.isComplete) return [];
    const address = type.hasAddress ? toRowAddress(recordAddress(record)) : {};
    if (!address) return [];
    return [
      {
        record,
        place,
        version,
        order,
        types: typesOf[type.name],
        databases: database.tokens,
        users: user.tokens,
        databaseKey: keyOf(database, version),
        userKey: keyOf(user, version),
        ...address,
      },
    ];
  });
}

/** `undefined`: no address matches. */
function toRowAddress(address: RecordAddress): Pick<Row, "network" | "addressName"> | undefined {
  switch (address.is) {
    case "all":
      return {};
    case "none":
      return undefined;
    case "network": {
      const { bytes, mask } = address;
      const ranges = networkRanges(bytes, mask);
      const key = `${bytes.map((byte, at) => byte & (mask[at] ?? 0)).join(".")}/${mask.join(".")}`;
      return ranges ? { network: { key, ranges } } : { addressName: key };
    }
    case "own":
      return { addressName: address.name, network: loopbackOf(address.name) };
    case "unknown":
      return { addressName: address.name.toLowerCase() };
  }
}

/** The addresses that are the server's own whatever its network interfaces. */
function loopbackOf(name: "samehost" | "samenet"): Network {
  const networks = [
    ...(name === "samenet" ? [networkRanges([127, 0, 0, 0], [255, 0, 0, 0])] : []),
    ...(name === "samehost" ? [networkRanges([127, 0, 0, 1], [255, 255, 255, 255])] : []),
    networkRanges([...zeros(15), 1], ones(16)),
    networkRanges([...zeros(10), 255, 255, 127, 0, 0, 0], [...ones(13), 0, 0, 0]),
  ];
  return { key: name, ranges: networks.flatMap((ranges) => ranges ?? []) };
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);
const ones = (count: number): number[] => new Array<number>(count).fill(255);

/** Whether a word means one name, the same for all connections. */
export function isName(
  { text, quoted, isUnknown }: AuthToken,
  column: Column,
  version: ServerVersion,
): boolean {
  if (isUnknown || isPattern(text, version)) return false;
  if (quoted) return true;
  return column === "database" ? !databaseKeywords.has(text) : text !== "all" && !text.startsWith("+");
}

export type Column = "database" | "user";

const databaseKeywords = new Set(["all", "replication", "sameuser", "samerole", "samegroup"]);

/** Whether a word is a regular expression. */
export const isPattern = (text: string, version: ServerVersion): boolean =>
  version >= 16 && text.startsWith("/");

function keyOf({ tokens }: AuthField, version: ServerVersion): string {
  return [
    ...new Set(
      tokens.map(
        ({ text, quoted, isUnknown }) =>
          `${isUnknown ? "@" : quoted ? "=" : ""}${version >= 16 || !text.startsWith("/") ? "" : "="}${text}`,
      ),
    ),
  ]
    .sort()
    .join("\0");
}

/** The bit of a kind of connection in `Row.types`. */
export const typeBits: Readonly<Record<ConnectionKind, number>> = {
  cleartext: typesOf.hostnossl & ~typesOf.hostgssenc,
  tls: typesOf.hostssl,
  gss: typesOf.hostgssenc,
  local: typesOf.local,
};
