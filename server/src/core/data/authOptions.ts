import type { VersionRange } from "../model/serverVersion.ts";
import { byNameAndVersion, versionsByName } from "./lookup.ts";

/** One value that an authentication option takes. */
export interface AuthOptionValue extends VersionRange {
  readonly text: string;
  /** Markdown. */
  readonly documentation: string;
}

/**
 * What the server does with an option's value. `text`: takes anything. `flag`: `1` is on and anything else is off.
 * `choice`: one of `values`. `suggestion`: takes anything, though only `values` make sense.
 * `port`: a number other than 0. `list`, `port-list`: several, separated by commas inside quotation marks.
 */
export type AuthOptionKind =
  | "text"
  | "flag"
  | "choice"
  | "suggestion"
  | "port"
  | "list"
  | "port-list"
  | "ldap-url";

/** An authentication option, as far as one range of versions goes. */
export interface AuthOption extends VersionRange {
  readonly name: string;
  /** The methods that may have it; absent: all. */
  readonly methods?: readonly string[];
  /** Only on `hostssl` records. */
  readonly onlyHostssl?: boolean;
  readonly kind: AuthOptionKind;
  readonly values?: readonly AuthOptionValue[];
  /** The methods named above cannot do without it. */
  readonly required?: boolean;
  /** The name goes on after its last character: `validator.` and a name of the library's choosing. */
  readonly isPrefix?: boolean;
  /** Holds a secret, which no hover and no message may show. */
  readonly isSecret?: boolean;
  /** Markdown. */
  readonly documentation: string;
}

const flagValues: readonly AuthOptionValue[] = [
  { text: "1", documentation: "On." },
  { text: "0", documentation: "Off, as is everything else that is not `1`." },
];

const map = {
  name: "map",
  kind: "text",
  documentation:
    "The map of `pg_ident.conf` that lists which system users may connect as which roles. Without it the two names must be equal.",
} as const;

const ldap = { methods: ["ldap"], kind: "text" } as const;
const kerberos = { methods: ["gss", "sspi"] } as const;
const radius = { methods: ["radius"], until: 18 } as const;
const oauth = { methods: ["oauth"], since: 18 } as const;

/** The options of all versions (manual, "Authentication Methods" and "The pg_hba.conf File"). */
export const authOptions: readonly AuthOption[] = [
  { ...map, until: 17, methods: ["ident", "peer", "gss", "sspi", "cert"] },
  { ...map, since: 18, methods: ["ident", "peer", "gss", "sspi", "cert", "oauth"] },
  {
    name: "clientcert",
    onlyHostssl: true,
    kind: "choice",
    values: [
      {
        text: "verify-full",
        documentation:
          "The client must show a certificate signed by a CA of `ssl_ca_file`, whose CN (or DN, with `clientname=DN`) is the role's name or maps to it.",
      },
      {
        text: "verify-ca",
        documentation:
          "The client must show a certificate signed by a CA of `ssl_ca_file`; whose name it bears does not matter. Not with the method `cert` since PostgreSQL 14.",
      },
      { text: "1", until: 13, documentation: "The old spelling of `verify-ca`; removed in PostgreSQL 14." },
      {
        text: "no-verify",
        until: 13,
        documentation: "Requires no certificate, like leaving the option out; removed in PostgreSQL 14.",
      },
      { text: "0", until: 13, documentation: "The old spelling of `no-verify`; removed in PostgreSQL 14." },
    ],
    documentation:
      "Requires a client certificate beside what the method checks. Only on `hostssl`; it needs `ssl_ca_file`, or every such connection fails.",
  },
  {
    name: "clientname",
    since: 14,
    onlyHostssl: true,
    kind: "choice",
    values: [
      { text: "CN", documentation: "The certificate's common name (the default)." },
      {
        text: "DN",
        documentation:
          "The whole subject as RFC 2253 writes it (`CN=alice,OU=eng,O=Example`), mostly together with a regular expression in a map.",
      },
    ],
    documentation: "Which name in the client's certificate is compared with the role, or with the map.",
  },
  {
    name: "pamservice",
    methods: ["pam"],
    kind: "text",
    documentation: "The PAM service; `postgresql` by default.",
  },
  {
    name: "pam_use_hostname",
    methods: ["pam"],
    kind: "flag",
    values: flagValues,
    documentation: "Hands PAM the client's host name instead of its address, at the price of a name lookup.",
  },
  {
    ...ldap,
    name: "ldapurl",
    kind: "ldap-url",
    documentation:
      "Server, base, attribute, scope and filter in one: `ldap://host:port/basedn?attribute?scope?filter`. Needs quotation marks when it holds a comma.",
  },
  {
    ...ldap,
    name: "ldapserver",
    documentation: "The LDAP server; several are separated by blanks inside quotation marks.",
  },
  {
    ...ldap,
    name: "ldapport",
    kind: "port",
    documentation: "The LDAP server's port; 389, or 636 with `ldapscheme=ldaps`, by default.",
  },
  {
    ...ldap,
    name: "ldapscheme",
    kind: "suggestion",
    values: [
      { text: "ldaps", documentation: "TLS from the first byte on (port 636)." },
      { text: "ldap", documentation: "Clear text, or StartTLS with `ldaptls=1` (port 389)." },
    ],
    documentation: "The protocol of the LDAP server. Other values are logged, and used as they are.",
  },
  {
    ...ldap,
    name: "ldaptls",
    kind: "flag",
    values: flagValues,
    documentation: "Encrypts the connection to the LDAP server with StartTLS (RFC 4513).",
  },
  {
    ...ldap,
    name: "ldapprefix",
    documentation: "What goes before the role's name to make the DN that is bound (simple bind).",
  },
  {
    ...ldap,
    name: "ldapsuffix",
    documentation: "What goes after the role's name to make the DN that is bound (simple bind).",
  },
  {
    ...ldap,
    name: "ldapbasedn",
    documentation: "The DN below which the role is searched (search and bind).",
  },
  {
    ...ldap,
    name: "ldapbinddn",
    documentation: "The DN that searches; anonymous when absent (search and bind).",
  },
  {
    ...ldap,
    name: "ldapbindpasswd",
    isSecret: true,
    documentation: "The password of `ldapbinddn` (search and bind).",
  },
  {
    ...ldap,
    name: "ldapsearchattribute",
    documentation:
      "The attribute that holds the role's name; `uid` by default. Not together with `ldapsearchfilter`.",
  },
  {
    ...ldap,
    name: "ldapsearchfilter",
    documentation:
      "The search filter, with `$username` for the role's name. Not together with `ldapsearchattribute`.",
  },
  {
    ...kerberos,
    name: "krb_realm",
    kind: "text",
    documentation: "The only realm whose principals are let in.",
  },
  {
    ...kerberos,
    name: "include_realm",
    kind: "flag",
    values: flagValues,
    documentation:
      "Keeps the realm in the name that is mapped (`user@REALM`); on by default. Off is unsafe where several realms are trusted and `krb_realm` is not set.",
  },
  {
    name: "compat_realm",
    methods: ["sspi"],
    kind: "flag",
    values: flagValues,
    documentation:
      "Takes the domain's NetBIOS name for the realm (the default) instead of its Kerberos name.",
  },
  {
    name: "upn_username",
    methods: ["sspi"],
    kind: "flag",
    values: flagValues,
    documentation: "Takes the name from the user principal name; only together with `compat_realm=0`.",
  },
  {
    ...radius,
    name: "radiusservers",
    required: true,
    kind: "list",
    documentation:
      "The RADIUS servers, by name or address, tried in order. Names are looked up when the file is loaded.",
  },
  {
    ...radius,
    name: "radiussecrets",
    required: true,
    isSecret: true,
    kind: "list",
    documentation: "The secrets shared with the RADIUS servers: one for all, or one for each.",
  },
  {
    ...radius,
    name: "radiusports",
    kind: "port-list",
    documentation: "The ports of the RADIUS servers: one for all, or one for each; 1812 by default.",
  },
  {
    ...radius,
    name: "radiusidentifiers",
    kind: "list",
    documentation:
      "The NAS identifiers sent to the RADIUS servers: one for all, or one for each; `postgresql` by default.",
  },
  {
    ...oauth,
    name: "issuer",
    required: true,
    kind: "text",
    documentation:
      "The issuer URL of the authorization server, or its discovery document, as clients will see it.",
  },
  {
    ...oauth,
    name: "scope",
    required: true,
    kind: "text",
    documentation: "The OAuth scopes that the server needs, separated by blanks inside quotation marks.",
  },
  {
    ...oauth,
    name: "validator",
    kind: "text",
    documentation:
      "The library that checks the token: one of `oauth_validator_libraries`, and required when that names several.",
  },
  {
    ...oauth,
    name: "delegate_ident_mapping",
    kind: "flag",
    values: flagValues,
    documentation: "Leaves the choice of roles to the validator altogether. Not together with `map`.",
  },
  {
    name: "validator.",
    since: 19,
    methods: ["oauth"],
    isPrefix: true,
    kind: "text",
    documentation:
      "A setting handed to the validator library. Its name consists of ASCII letters, digits, `_` and `-`.",
  },
];

const optionOf = byNameAndVersion(authOptions);

/** The option of a name in a version, which the server compares with regard to case. */
export const authOption: typeof optionOf = (name, version) =>
  optionOf(name, version) ?? (name.startsWith("validator.") ? optionOf("validator.", version) : undefined);

/** The versions in which an option exists, or `undefined` for a name that no version knows. */
export function authOptionVersions(name: string): VersionRange | undefined {
  return optionVersions.get(name.startsWith("validator.") ? "validator." : name);
}

const optionVersions = versionsByName(authOptions);

/** The names of options whose values are passwords or secrets. */
export const secretOptions: ReadonlySet<string> = new Set(
  authOptions.filter(({ isSecret }) => isSecret).map(({ name }) => name),
);
