import { matchesRole } from "../cluster/access/matchesRole.ts";
import { effectiveOption } from "../cluster/access/usableMethod.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Certificate } from "../pki.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import { firstCapture, matchesRegex } from "../syntax/regex/matchesRegex.ts";
import type { RegexEffort } from "../syntax/regex/positionMatcher.ts";
import { captureGroups } from "../syntax/regex/regexProblem.ts";

/** What decides whether a name leads to a role. */
interface NameFacts {
  readonly maps?: readonly IdentRecord[];
  readonly mapsProblem?: string;
  readonly serverVersion: ServerVersion;
  /** Shared by all records of one question; a line of a map takes a step, and its expression more. */
  readonly effort: RegexEffort;
}

/** What of a client's certificate decides about its role. */
export interface NamedCertificate {
  readonly subject: Pick<Certificate["subject"], "text" | "commonName">;
}

/** Whether the name in a certificate lets its holder be a role (manual, "Certificate Authentication", "User Name Maps"). */
export function checkClientName(
  record: HbaRecord,
  certificate: NamedCertificate,
  user: string,
  facts: NameFacts,
): { readonly is: boolean | undefined; readonly reason: string } {
  const isWhole = effectiveOption(record, "clientname")?.value === "DN";
  const what = isWhole ? "distinguished name" : "common name";
  const name = isWhole ? certificate.subject.text : certificate.subject.commonName;
  if (!name) return { is: false, reason: `The client's certificate has no ${what}.` };
  const map = effectiveOption(record, "map")?.value;
  if (!map) {
    const is = name === user;
    return {
      is,
      reason: `The certificate's ${what} is ${name}, ${is ? "as the role's" : `and the role is ${user}`}.`,
    };
  }
  const unknown = facts.mapsProblem ?? "It depends on pg_ident.conf, which is not known here.";
  if (!facts.maps) return { is: undefined, reason: unknown };
  const is = mapsTo(map, name, user, facts);
  const leads = { true: "leads", false: "does not lead", undefined: "may lead" }[String(is)];
  return { is, reason: `By the map ${map}, the certificate's ${what} ${name} ${leads} to the role ${user}.` };
}

/** Whether a line of a map joins a name and a role; the first line that does ends the search. */
function mapsTo(
  map: string,
  name: string,
  user: string,
  { maps: lines = [], serverVersion, effort }: NameFacts,
): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const line of lines) {
    if (effort.steps-- <= 0) return undefined;
    if (line.map?.tokens[0]?.text !== map) continue;
    const joined = joins(line, name, user, serverVersion, effort);
    if (joined === true) return true;
    if (joined === "error") return false;
    if (joined === "unsure") return undefined;
    if (joined === undefined) answer = undefined;
  }
  return answer;
}

/** `error`: the server gives up on the whole map; `unsure`: it may. */
function joins(
  { systemUser, databaseUser, isComplete }: IdentRecord,
  name: string,
  user: string,
  version: ServerVersion,
  effort: RegexEffort,
): boolean | "error" | "unsure" | undefined {
  const [system, role] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
  if (!system || !role || !isComplete || system.isUnknown || role.isUnknown) return "unsure";
  const isRole = () => (version >= 16 ? matchesRole(role, user, version, effort) : role.text === user);
  if (!system.text.startsWith("/")) return system.text === name && isRole();
  const pattern = system.text.slice(1);
  const found = matchesRegex(pattern, name, version, effort);
  if (found === false) return false;
  const isSpecial =
    version >= 16 && (role.text.startsWith("/") || (!role.quoted && role.text.startsWith("+")));
  if (isSpecial || !role.text.includes("\\1")) return found && isRole();
  if (found === undefined) return "unsure";
  if (captureGroups(pattern, version) === 0) return "error";
  const captured = firstCapture(pattern, name, version, effort);
  if (captured === undefined) return "unsure";
  const replaced =
    version >= 19 ? role.text.replaceAll("\\1", () => captured) : role.text.replace("\\1", () => captured);
  return replaced === user;
}
