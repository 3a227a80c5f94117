import type { HbaAccess, HbaOption } from "./hbaRecord.ts";
import { readLdapUrl } from "./ldapUrl.ts";

/** A text and the option that it comes from. */
export interface LdapPart {
  readonly text: string;
  readonly option: HbaOption;
}

/** What the server makes of the options of an `ldap` record, an `ldapurl` split into its parts. What comes last counts. */
export interface LdapAccess {
  readonly url?: LdapPart;
  readonly scheme?: LdapPart;
  readonly server?: LdapPart;
  readonly port?: LdapPart;
  /** The option that requests StartTLS. */
  readonly startTls?: HbaOption | undefined;
  readonly prefix?: LdapPart;
  readonly suffix?: LdapPart;
  readonly base?: LdapPart;
  readonly bindDn?: LdapPart;
  readonly password?: LdapPart;
  readonly attribute?: LdapPart;
  readonly filter?: LdapPart;
  /** What a URL says of how deep to search, empty where it says nothing; absent without URL. */
  readonly scope?: LdapPart;
  /** Any option behind the URL makes the server forget its scope, and search everything below the base DN (13 to 19). */
  readonly isScopeForgotten: boolean;
}

/** Reads the options of an `ldap` record; `undefined` where an `ldapurl` cannot be read. */
export function readLdapAccess({ options }: HbaAccess): LdapAccess | undefined {
  const parts: { -readonly [Name in keyof LdapAccess]?: LdapAccess[Name] } = {};
  for (const option of options) {
    const { name, value } = option;
    if (value === undefined) continue;
    const field = fields[name];
    if (field) parts[field] = { text: value, option };
    else if (name === "ldaptls") parts.startTls = value === "1" ? option : undefined;
    else if (name === "ldapurl") {
      const url = readLdapUrl(value);
      if (url.problem) return undefined;
      const part = (text: string): LdapPart => ({ text, option });
      parts.url = part(value);
      parts.scheme = part(url.scheme);
      parts.port = part(url.port || (url.scheme === "ldaps" ? "636" : "389"));
      if (url.host) parts.server = part(url.host);
      if (url.hasBase) parts.base = part(url.base);
      if (url.attribute) parts.attribute = part(url.attribute);
      if (url.filter) parts.filter = part(url.filter);
      parts.scope = part(url.scope);
    }
  }
  const isLast = options.at(-1)?.name === "ldapurl";
  return { ...parts, isScopeForgotten: parts.url !== undefined && !isLast };
}

const fields: Readonly<
  Record<
    string,
    | "scheme"
    | "server"
    | "port"
    | "prefix"
    | "suffix"
    | "base"
    | "bindDn"
    | "password"
    | "attribute"
    | "filter"
    | undefined
  >
> = {
  ldapscheme: "scheme",
  ldapserver: "server",
  ldapport: "port",
  ldapprefix: "prefix",
  ldapsuffix: "suffix",
  ldapbasedn: "base",
  ldapbinddn: "bindDn",
  ldapbindpasswd: "password",
  ldapsearchattribute: "attribute",
  ldapsearchfilter: "filter",
};
