import { clientCertificateOf } from "../cluster/access/usableMethod.ts";
import type { AuthContext, ClientRefusal } from "../cluster/context.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { checkClientName } from "./checkClientName.ts";

/** Steps that the maps of one record may take: it is checked again and again, and there are many. */
const maxSteps = 20_000;

/**
 * The clients whose roles a record names, of which it requires a certificate with that role's name, and whose certificate
 * certainly has another. `maps` are the lines of pg_ident.conf, absent where they are not all known.
 */
export function refusedClients(
  record: HbaRecord,
  { clients = [], maps, serverVersion }: Pick<AuthContext, "clients" | "maps" | "serverVersion">,
): readonly ClientRefusal[] {
  if (clientCertificateOf(record, serverVersion) !== "verify-full" || !record.isComplete) return [];
  const effort = { steps: maxSteps };
  return (record.user?.tokens ?? []).flatMap(({ text, quoted, isUnknown, span }) => {
    if (isUnknown || (!quoted && (text === "all" || text.startsWith("+")))) return [];
    return clients.flatMap(({ role, title, certificates }) => {
      if (role !== text) return [];
      const { is, reason } = checkClientName(record, certificates[0], role, {
        serverVersion,
        effort,
        ...(maps && { maps }),
      });
      return is === false ? [{ span, title, reason }] : [];
    });
  });
}
