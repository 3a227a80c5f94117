import { type ConnectionTypeName, connectionType } from "../../data/connectionTypes.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import type { AuthField, AuthToken } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { AuthContext } from "../context.ts";
import {
  allAddresses,
  type MatchedAddress,
  matchedAddress,
  namedAddress,
  twinsOf,
} from "./matchedAddress.ts";
import { reachesOtherMachines } from "./reach.ts";
import { allCode, codeOf, replicationCode, unknownCode } from "./tokenCode.ts";
import { usableMethod } from "./usableMethod.ts";

/** The connections that a record matches, in numbers, so that many records can be compared quickly. */
export interface Matching {
  /** Bits of `kinds`. */
  readonly types: number;
  /** Bits of `traits`. */
  readonly traits: number;
  /** Codes of the words, sorted. */
  readonly databases: readonly number[];
  readonly users: readonly number[];
  readonly address: MatchedAddress;
}

/** What a connection is: over the network without encryption, with TLS, with GSSAPI encryption; over a Unix socket. */
export const kinds = { plain: 1, tls: 2, gss: 4, local: 8 } as const;

/** What rules want to know of a record beside the connections that it matches. */
export const traits = {
  /** Lets other machines in without encryption. */
  exposed: 1,
  /** Lets in over TLS alone, or refuses TLS alone, and the server does TLS. */
  encrypted: 2,
  /** Lets in the one loopback address, or all addresses, of IPv4 alone. */
  ipv4Only: 4,
  /** Has a regular expression for databases or roles. */
  pattern: 8,
} as const;

/** Pairs of a database and a role. Longer lists are not compared: they would cost more than the advice is worth. */
const maxPairs = 1024;

/**
 * What a record matches; `undefined` for a line that the server refuses or that is not known completely. Words are compared
 * by hashes (see `codeOf`), so that whatever depends on two of them being equal must be checked under a second seed.
 */
export function matchingOf(record: HbaRecord, context: AuthContext, seed = 0): Matching | undefined {
  const { type, database, user, isComplete } = record;
  const row = type?.tokens.length === 1 ? connectionType(type.tokens[0]?.text ?? "") : undefined;
  if (!row || !database || !user || !isComplete || record.include) return undefined;
  const address = row.hasAddress ? addressOf(record, seed) : allAddresses;
  if (!address || !usableMethod(record, context)) return undefined;
  if (database.tokens.length * user.tokens.length > maxPairs) return undefined;
  const hasPatterns = existsIn({ since: 16 }, context.serverVersion);
  return {
    types: typesOf[row.name],
    traits:
      traitsOf(record, row.name, address, context) | (hasPatterns && hasPattern(record) ? traits.pattern : 0),
    databases: codesOf(database, databaseCode, hasPatterns, seed),
    users: codesOf(user, userCode, hasPatterns, seed),
    address,
  };
}

/** The code of one word of a column, as two words are compared once more where their hashes were equal. */
export function wordCode(column: "database" | "user", token: AuthToken, version: ServerVersion): number {
  return (column === "user" ? userCode : databaseCode)(token, existsIn({ since: 16 }, version), 1);
}

function hasPattern({ database, user }: HbaRecord): boolean {
  const isPattern = ({ text }: AuthToken) => text.startsWith("/");
  return database?.tokens.some(isPattern) || user?.tokens.some(isPattern) || false;
}

export function isSameMatching(a: Matching, b: Matching): boolean {
  return (
    a.types === b.types &&
    a.traits === b.traits &&
    a.address.kind === b.address.kind &&
    isSameList(a.databases, b.databases) &&
    isSameList(a.users, b.users) &&
    isSameList(a.address.words, b.address.words) &&
    isSameList(a.address.mask, b.address.mask)
  );
}

function isSameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

const { plain, tls, gss, local } = kinds;

/** The kinds of connections of each type. */
export const typesOf: Readonly<Record<ConnectionTypeName, number>> = {
  local,
  host: plain | tls | gss,
  hostssl: tls,
  hostnossl: plain | gss,
  hostgssenc: gss,
  hostnogssenc: plain | tls,
};

function traitsOf(
  record: HbaRecord,
  type: ConnectionTypeName,
  address: MatchedAddress,
  { build, settings }: AuthContext,
): number {
  if (type === "local") return 0;
  const isEncrypted = type === "hostssl" && build.has("ssl") && settings?.isOn("ssl") !== false;
  if (record.method?.tokens[0]?.text === "reject") return isEncrypted ? traits.encrypted : 0;
  const isExposed = (typesOf[type] & plain) !== 0 && reachesOtherMachines(record);
  return (
    (isExposed ? traits.exposed : 0) |
    (isEncrypted ? traits.encrypted : 0) |
    (twinsOf(address) ? traits.ipv4Only : 0)
  );
}

function codesOf(
  { tokens }: AuthField,
  code: (token: AuthToken, hasPatterns: boolean, seed: number) => number,
  hasPatterns: boolean,
  seed: number,
): readonly number[] {
  const first = tokens[0];
  if (tokens.length === 1 && first) return [code(first, hasPatterns, seed)];
  return [...new Set(tokens.map((token) => code(token, hasPatterns, seed)))].sort((a, b) => a - b);
}

function databaseCode({ text, quoted, isUnknown }: AuthToken, hasPatterns: boolean, seed: number): number {
  if (isUnknown) return unknownCode;
  if (hasPatterns && text.startsWith("/")) return codeOf("/", text, seed);
  if (quoted) return codeOf("=", text, seed);
  if (text === "all") return allCode;
  if (text === "replication") return replicationCode;
  if (text === "samegroup") return codeOf("@", "samerole", seed);
  return codeOf(text === "sameuser" || text === "samerole" ? "@" : "=", text, seed);
}

function userCode({ text, quoted, isUnknown }: AuthToken, hasPatterns: boolean, seed: number): number {
  if (isUnknown) return unknownCode;
  if (!quoted && text === "all") return allCode;
  if (!quoted && text.startsWith("+")) return codeOf("+", text, seed);
  return codeOf(hasPatterns && text.startsWith("/") ? "/" : "=", text, seed);
}

function addressOf(record: HbaRecord, seed: number): MatchedAddress | undefined {
  const token = record.address?.tokens[0];
  if (!token || record.address.tokens.length > 1) return undefined;
  if (record.numericAddress) return matchedAddress(record, seed);
  if (!token.quoted && token.text === "all") return allAddresses;
  if (!token.quoted && (token.text === "samehost" || token.text === "samenet"))
    return namedAddress(`@${token.text}`, seed);
  return token.text.includes("/") ? undefined : namedAddress(token.text, seed);
}
