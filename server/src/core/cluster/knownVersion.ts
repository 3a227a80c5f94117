import {
  newestServerVersion,
  oldestServerVersion,
  type ServerVersion,
  toServerVersion,
} from "../model/serverVersion.ts";
import type { Reasoned } from "./cluster.ts";

/** The version as which a server is checked. */
export interface KnownVersion extends Reasoned<ServerVersion> {
  /** The server is older than all versions that are known: it may have settings that none of these has. */
  readonly isOlder?: true;
  /** Nothing says which it is, and the server is checked as each that is known: what is found then counts only if it holds for all. */
  readonly isOneOfAll?: true;
}

/** The known version next to one that is too old or too new. */
export function nearestTo(version: number, reason: string): KnownVersion {
  const isOlder = version < oldestServerVersion;
  return {
    value: isOlder ? oldestServerVersion : newestServerVersion,
    reason: `the nearest one that is known: ${reason}`,
    ...(isOlder && { isOlder }),
  };
}

/** A version as it is written somewhere, or the nearest one to 9 to 12; `undefined` for any other text. */
export function toKnownVersion(written: string | undefined, reason: string): KnownVersion | undefined {
  const value = toServerVersion(written);
  if (value) return { value, reason };
  const version = Number(written);
  return version >= 9 && version < oldestServerVersion
    ? nearestTo(version, reason.replace(/so$/, String(version)))
    : undefined;
}
