import type { BuildFeature } from "../model/serverBuild.ts";
import type { ServerVersion, VersionRange } from "../model/serverVersion.ts";
import type { ConnectionTypeName } from "./connectionTypes.ts";
import { byNameAndVersion, versionsByName } from "./lookup.ts";

/** An authentication method, as far as one range of versions goes. */
export interface AuthMethod extends VersionRange {
  readonly name: string;
  /** What the server must be built with, or it reports the line. */
  readonly buildFeature?: BuildFeature;
  /** The connection types that may have it; absent: all. */
  readonly types?: readonly ConnectionTypeName[];
  /** The version in which PostgreSQL declared it deprecated. */
  readonly deprecatedSince?: ServerVersion;
  /** The client sends the password itself. */
  readonly sendsPassword?: boolean;
  /** Markdown. */
  readonly documentation: string;
}

const overNetwork: readonly ConnectionTypeName[] = [
  "host",
  "hostssl",
  "hostnossl",
  "hostgssenc",
  "hostnogssenc",
];

const sspi = {
  name: "sspi",
  buildFeature: "sspi",
  documentation:
    "Single sign-on between Windows machines: Kerberos, or NTLM where that fails. Only servers on Windows have it.",
} as const;

const radius = {
  name: "radius",
  sendsPassword: true,
  documentation:
    "A RADIUS server checks the password. Needs `radiusservers` and `radiussecrets`. Removed in PostgreSQL 19.",
} as const;

/** The methods of all versions, in the order in which they are offered (manual, "Authentication Methods"). */
export const authMethods: readonly AuthMethod[] = [
  {
    name: "scram-sha-256",
    documentation:
      "Proves knowledge of the password without sending it (SCRAM-SHA-256, RFC 7677). The best of the password methods; the role's password must be stored as a SCRAM verifier.",
  },
  {
    name: "cert",
    buildFeature: "ssl",
    types: ["hostssl"],
    documentation:
      "The client's certificate alone decides; no password. Only on `hostssl`. The certificate must be signed by a CA of `ssl_ca_file`, and its CN (or DN, with `clientname=DN`) be the role's name or map to it. Implies `clientcert=verify-full`.",
  },
  {
    name: "reject",
    documentation: "Refuses the connection. Useful to shut some clients out before a wider record below.",
  },
  {
    name: "trust",
    documentation:
      "Lets everybody in who gets this far, as any role they name, with no password. Fit for Unix sockets with restricted permissions at most.",
  },
  {
    name: "peer",
    types: ["local"],
    documentation:
      "The operating system says which user is at the other end of the Unix socket, who may connect as the role of that name (or as one that `map` allows). Only on `local`.",
  },
  {
    name: "ident",
    documentation:
      "The ident server of the client's machine says the user's name, which is only as trustworthy as that machine. On `local` records it means `peer`.",
  },
  {
    name: "password",
    sendsPassword: true,
    documentation:
      "The client sends the password in clear text: acceptable only inside TLS, and even there `scram-sha-256` is better.",
  },
  {
    name: "md5",
    deprecatedSince: 18,
    documentation:
      "Challenge and response with an MD5 hash of the password; where the role's password is stored as a SCRAM verifier, SCRAM is used instead. MD5 passwords are deprecated since PostgreSQL 18.",
  },
  {
    name: "gss",
    buildFeature: "gssapi",
    types: overNetwork,
    documentation: "Single sign-on with GSSAPI, mostly Kerberos. Not on `local`.",
  },
  { ...sspi, until: 15, types: overNetwork },
  { ...sspi, since: 16 },
  {
    name: "ldap",
    buildFeature: "ldap",
    sendsPassword: true,
    documentation:
      "An LDAP server checks the password: by binding as prefix + role + suffix (`ldapprefix`, `ldapsuffix`), or by searching for the role first (`ldapbasedn` and friends).",
  },
  {
    name: "pam",
    buildFeature: "pam",
    sendsPassword: true,
    documentation:
      "The operating system's PAM checks the password, as the service `postgresql` or `pamservice`.",
  },
  {
    name: "bsd",
    buildFeature: "bsd",
    sendsPassword: true,
    documentation: "BSD Authentication checks the password. Only servers on OpenBSD have it.",
  },
  { ...radius, until: 18 },
  {
    name: "oauth",
    since: 18,
    documentation:
      "The client shows an OAuth 2 bearer token (RFC 7628), which a validator library of `oauth_validator_libraries` checks. Needs `issuer` and `scope`.",
  },
];

/** The method of a name in a version, which the server compares with regard to case. */
export const authMethod = byNameAndVersion(authMethods);

/** The versions in which a method exists, or `undefined` for a name that no version knows. */
export function authMethodVersions(name: string): VersionRange | undefined {
  return methodVersions.get(name);
}

const methodVersions = versionsByName(authMethods);

/** Whether records of a connection type may have a method. */
export function isAllowedOn(method: AuthMethod, type: string): boolean {
  return !method.types || method.types.some((allowed) => allowed === type);
}
