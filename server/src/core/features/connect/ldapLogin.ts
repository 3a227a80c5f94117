import { brokenValues } from "../../ruleKit/brokenValues.ts";
import { ldapFaults } from "../../ruleKit/ldapFaults.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { type LdapAccess, readLdapAccess } from "../../syntax/hba/ldapAccess.ts";
import type { Answer } from "./connection.ts";

/**
 * What the server does at the LDAP server for a role (`CheckLDAPAuth` in auth.c): it binds as the name between prefix and suffix, or
 * searches for an entry and binds as that. A record that contradicts itself admits nobody.
 */
export function ldapLogin(record: HbaRecord, role: string): Answer {
  const access = brokenValues(record.options).length > 0 ? undefined : readLdapAccess(record);
  if (!access) return { is: undefined, reason: `ldap decides: with the right password ${role} gets in.` };
  const fault = ldapFaults(access).find(({ isRisk }) => !isRisk);
  if (fault) return { is: false, reason: fault.message };
  const server = serverOf(access);
  const { base, prefix, suffix, bindDn } = access;
  if (!base || prefix || suffix) {
    const name = `${prefix?.text ?? ""}${role}${suffix?.text ?? ""}`;
    return {
      is: undefined,
      reason: `The server binds as ${name} at ${server}: with the right password ${role} gets in.`,
    };
  }
  if (/[*()\\/]/.test(role))
    return {
      is: false,
      reason: "The server refuses to search for a role with one of the characters *()\\/ in its name.",
    };
  const searcher = bindDn ? `as ${bindDn.text}` : "without a name";
  return {
    is: undefined,
    reason: `The server searches ${searcher} at ${server} below ${base.text} for ${filterOf(access, role)}, then binds as what it finds: with the right password ${role} gets in.`,
  };
}

function serverOf({ scheme, server, port, base }: LdapAccess): string {
  if (!server?.text) return `the LDAP servers that the DNS names for ${base?.text ?? "the base DN"}`;
  const number = port && Number(port.text) !== 0 ? `:${port.text}` : "";
  return server.text
    .split(" ")
    .map((host) => `${scheme?.text || "ldap"}://${host}${number}`)
    .join(" or ");
}

function filterOf({ filter, attribute }: LdapAccess, role: string): string {
  if (filter?.text) return filter.text.replaceAll("$username", () => role);
  return `(${attribute?.text || "uid"}=${role})`;
}
