import { effectiveMask } from "../cluster/access/reach.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { listed, shown } from "./words.ts";

/** Names that are listed one by one. */
const maxNames = 2;

/** From where a record lets clients in: `at 10.0.0.7`, `at these addresses`. */
export function originInWords(record: HbaRecord): string {
  const address = record.address?.tokens[0];
  if (record.type?.tokens[0]?.text === "local") return "on this machine";
  if (!address?.quoted && address?.text === "all") return "anywhere";
  const mask = effectiveMask(record);
  if (record.numericAddress && mask?.every((byte) => byte === 0))
    return `at any IPv${record.numericAddress.family} address`;
  const isOne = record.numericAddress
    ? mask?.every((byte) => byte === 0xff)
    : !address?.text.startsWith(".") && !isKeyword(address);
  return isOne && address ? `at ${address.text.replace(/\/.*/, "")}` : "at these addresses";
}

function isKeyword(address: { readonly text: string; readonly quoted: boolean } | undefined): boolean {
  return address !== undefined && !address.quoted && address.text === "samenet";
}

/** As whom a record lets clients in: `as any role`, `as alice or bob`, `as any member of ops`. */
export function rolesInWords({ user }: HbaRecord): string {
  const tokens = user?.tokens ?? [];
  if (admitsAnyRole({ user })) return "as any role";
  if (tokens.length > maxNames) return `as any of ${tokens.length} roles`;
  const words = tokens.map(({ text, quoted, isUnknown }) => {
    if (isUnknown) return "a role of the file";
    if (!quoted && text.startsWith("+")) return `any member of ${shown(text.slice(1))}`;
    return text.startsWith("/") ? `any role that matches ${shown(text.slice(1))}` : shown(text);
  });
  return `as ${listed(words, "or")}`;
}

/** Whether a record is for all roles. */
export function admitsAnyRole({ user }: Pick<HbaRecord, "user">): boolean {
  return user?.tokens.some(({ text, quoted }) => text === "all" && !quoted) ?? false;
}

/** Whether a record is for physical replication and nothing else. */
export function isForReplication({ database }: HbaRecord): boolean {
  const tokens = database?.tokens ?? [];
  return tokens.length > 0 && tokens.every(({ text, quoted }) => text === "replication" && !quoted);
}
