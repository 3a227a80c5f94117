import { type AuthMethod, authMethod, isAllowedOn } from "../../data/authMethods.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import type { HbaAccess, HbaOption } from "../../syntax/hba/hbaRecord.ts";
import type { AuthContext } from "../context.ts";

/**
 * The method of a record when the server goes on to look at its options: one word, known to the version, compiled in, fit
 * for the connection type. Otherwise the line is refused before.
 */
export function usableMethod(
  { type, method }: HbaAccess,
  { serverVersion, build }: AuthContext,
): AuthMethod | undefined {
  const token = method?.tokens[0];
  if (!token || method.tokens.length > 1) return undefined;
  const row = authMethod(token.text, serverVersion);
  if (!row || (row.buildFeature && !build.has(row.buildFeature))) return undefined;
  return isAllowedOn(row, type?.tokens[0]?.text ?? "") ? row : undefined;
}

/** The option of a name that counts: the last one. */
export function effectiveOption({ options }: HbaAccess, name: string): HbaOption | undefined {
  return options.findLast((option) => option.name === name && option.value !== undefined);
}

/** Which client certificate a record requires, by its method or by `clientcert`; later versions refuse 13's `1`. */
export function clientCertificateOf(
  record: HbaAccess,
  version: ServerVersion,
): "verify-full" | "verify-ca" | undefined {
  if (record.method?.tokens[0]?.text === "cert") return "verify-full";
  const value = effectiveOption(record, "clientcert")?.value;
  if (value === "verify-ca" || (value === "1" && existsIn({ until: 13 }, version))) return "verify-ca";
  return value === "verify-full" ? "verify-full" : undefined;
}
