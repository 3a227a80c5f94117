import { existsInPgBouncer, type PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import type { PgBouncerValue } from "./pgbouncerSetting.ts";

/** A column of PgBouncer's records. */
export type PgBouncerColumn = "type" | "database" | "user" | "address" | "method" | "option";

const name = "The names of a file, relative to this one: `@` and its path.";
const everyName = (documentation: string): PgBouncerValue => ({ text: "all", documentation });
const anyPassword = "the user's password in `auth_file`, or that of `auth_query`";

/** The words that PgBouncer knows in each column of its records. Source: `parse_line` in `src/hba.c` of the tags, tried with 1.18. */
const words: Readonly<Record<PgBouncerColumn, readonly PgBouncerValue[]>> = {
  type: [
    { text: "local", documentation: "Connections over the Unix socket; such a record has no address." },
    { text: "host", documentation: "Connections over TCP, with TLS or without." },
    { text: "hostssl", documentation: "Connections over TCP with TLS." },
    { text: "hostnossl", documentation: "Connections over TCP without TLS." },
  ],
  database: [
    everyName("All databases that clients may name."),
    { text: "sameuser", documentation: "The database of the user's own name." },
    {
      text: "replication",
      since: 23,
      documentation: "Connections for replication, which `all` does not match.",
    },
    { text: "@", documentation: name },
  ],
  user: [everyName("All users."), { text: "@", documentation: name }],
  address: [
    { text: "all", since: 23, documentation: "Every address." },
    { text: "0.0.0.0/0", documentation: "Every IPv4 address." },
    { text: "::/0", documentation: "Every IPv6 address." },
    { text: "127.0.0.1/32", documentation: "The machine itself, over IPv4." },
    { text: "::1/128", documentation: "The machine itself, over IPv6." },
  ],
  method: [
    { text: "scram-sha-256", documentation: `SCRAM, with ${anyPassword}; an MD5 hash there admits nobody.` },
    { text: "md5", documentation: `MD5, or SCRAM where the secret is one of SCRAM, with ${anyPassword}.` },
    {
      text: "cert",
      documentation:
        "A client certificate that has the user among its names: the common name or a DNS name, whatever the case. It needs TLS and `client_tls_ca_file`.",
    },
    { text: "peer", documentation: "The system's user of this name, over the Unix socket only." },
    { text: "ldap", since: 25, documentation: "An LDAP server checks the password; its options follow." },
    { text: "password", documentation: `**The password in clear text**, compared with ${anyPassword}.` },
    {
      text: "trust",
      documentation: "**No authentication**: whoever names a user of `auth_file` is that user.",
    },
    { text: "reject", documentation: "No connection that the record matches." },
  ],
  option: [
    {
      text: "map=",
      since: 23,
      documentation:
        "The map of `auth_ident_file` that leads from the certificate's or the system's name to users.",
    },
  ],
};

/** The words of a column in a release. */
export function recordWords(column: PgBouncerColumn, version: PgBouncerVersion): readonly PgBouncerValue[] {
  return words[column].filter((word) => existsInPgBouncer(word, version));
}
