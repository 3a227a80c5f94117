import { usableMethod } from "../cluster/access/usableMethod.ts";
import type { AuthContext } from "../cluster/context.ts";
import { authMethods, authMethodVersions } from "../data/authMethods.ts";
import { connectionTypes } from "../data/connectionTypes.ts";
import { otherMethods } from "../data/otherWords.ts";
import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import type { HbaAccess } from "../syntax/hba/hbaRecord.ts";
import { meantWord } from "./nearest.ts";

/** The method that an unknown word means, where one is near. */
export function meantMethod(word: string, version: ServerVersion): string | undefined {
  const names = authMethods.filter((method) => existsIn(method, version)).map((method) => method.name);
  return meantWord(word, names, otherMethods);
}

/**
 * Whether the words after the method are meant as options: also where the server refuses the method before it looks at them, so that
 * all faults of a record are reported at once. Not where the word is in the place of the method by mistake.
 */
export function hasOptions(record: HbaAccess, context: AuthContext): boolean {
  const { method, options } = record;
  if (options.length === 0 || !method || method.tokens.length > 1) return false;
  if (usableMethod(record, context)) return true;
  const word = method.tokens[0]?.text ?? "";
  return authMethodVersions(word) !== undefined || meantMethod(word, context.serverVersion) !== undefined;
}

/** Whether a record is of a type that can have no TLS; a word that is no type may be meant as `hostssl`. */
export function isWithoutTls({ type }: HbaAccess): boolean {
  const word = type?.tokens[0]?.text;
  return word !== "hostssl" && connectionTypes.some(({ name }) => name === word);
}
