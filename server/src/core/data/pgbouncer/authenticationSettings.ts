import type { PgBouncerSetting } from "./pgbouncerSetting.ts";

/** The settings of authentication and of what PgBouncer listens on. Source: as in `tlsSettings`. */
export const authenticationSettings: readonly PgBouncerSetting[] = [
  {
    name: "auth_type",
    kind: "choice",
    byDefault: "md5",
    values: [
      {
        text: "scram-sha-256",
        documentation: "Passwords with SCRAM; `auth_file` holds SCRAM secrets or the passwords themselves.",
      },
      {
        text: "md5",
        documentation:
          "Passwords with MD5, or with SCRAM where the user's secret is one of SCRAM (the default).",
      },
      {
        text: "cert",
        documentation:
          "A client certificate whose common name is the user; needs `client_tls_sslmode = verify-full` and `client_tls_ca_file`.",
      },
      { text: "hba", documentation: "The first record of `auth_hba_file` that matches decides." },
      {
        text: "ldap",
        since: 25,
        documentation: "An LDAP server checks the password; see `auth_ldap_options`.",
      },
      { text: "pam", documentation: "PAM checks the password; `auth_file` has no effect." },
      { text: "plain", documentation: "**The password in clear text**, as the client sends it. Obsolete." },
      {
        text: "trust",
        documentation: "**No authentication**: whoever names a user of `auth_file` is that user.",
      },
      {
        text: "any",
        documentation:
          "**No authentication, and no user either**: everybody is also administrator of the console.",
      },
    ],
    documentation: "How clients prove who they are.",
  },
  {
    name: "auth_file",
    kind: "text",
    file: "users",
    documentation:
      'The users and their passwords or secrets: lines of `"user" "secret"`. PgBouncer does not look at its mode.',
  },
  {
    name: "auth_hba_file",
    kind: "text",
    byDefault: "",
    file: "hba",
    documentation:
      "Records in PgBouncer's dialect of pg_hba.conf, read with `auth_type = hba` alone. A record that it does not understand is ignored with a warning in the log.",
  },
  {
    name: "auth_ident_file",
    kind: "text",
    since: 23,
    file: "ident",
    documentation: "Maps for the methods `cert` and `peer`, read with `auth_type = hba` alone.",
  },
  {
    name: "auth_user",
    kind: "text",
    documentation: "The user that runs `auth_query` for users who are not in `auth_file`.",
  },
  {
    name: "auth_query",
    kind: "text",
    byDefault: "SELECT usename, passwd FROM pg_shadow WHERE usename=$1",
    until: 24,
    documentation:
      "The query for the secret of a user, with the user as `$1`. This default ignores that a password may have expired (CVE-2025-2291).",
  },
  {
    name: "auth_query",
    kind: "text",
    byDefault:
      "SELECT rolname, CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END FROM pg_authid WHERE rolname=$1 AND rolcanlogin",
    since: 25,
    documentation: "The query for the secret of a user, with the user as `$1`.",
  },
  {
    name: "auth_dbname",
    kind: "text",
    since: 19,
    documentation: "The database of `[databases]` in which `auth_query` runs; not set: the client's own.",
  },
  {
    name: "auth_ldap_options",
    kind: "text",
    since: 25,
    documentation: "The LDAP server for `auth_type = ldap`, with the options of pg_hba.conf.",
  },
  {
    name: "scram_iterations",
    kind: "integer",
    byDefault: "4096",
    since: 25,
    documentation: "Rounds of the hash for secrets that PgBouncer makes itself.",
  },
  {
    name: "admin_users",
    kind: "text",
    byDefault: "",
    documentation: "The users, separated by commas, that may do everything on the console.",
  },
  {
    name: "stats_users",
    kind: "text",
    byDefault: "",
    documentation: "The users, separated by commas, that may look at the console.",
  },
  {
    name: "ignore_startup_parameters",
    kind: "text",
    byDefault: "",
    documentation:
      "Parameters, separated by commas, that clients may send although PgBouncer does not pass them on, as `extra_float_digits`.",
  },
  {
    name: "track_extra_parameters",
    kind: "text",
    byDefault: "IntervalStyle",
    since: 20,
    needsRestart: true,
    documentation: "Parameters, separated by commas, that PgBouncer keeps per client beside the usual ones.",
  },
  {
    name: "listen_addr",
    kind: "text",
    byDefault: "",
    needsRestart: true,
    documentation: "Addresses, separated by commas, or `*`; not set: the Unix socket only.",
  },
  {
    name: "listen_port",
    kind: "integer",
    byDefault: "6432",
    needsRestart: true,
    documentation: "The port, of the Unix socket too.",
  },
  {
    name: "listen_backlog",
    kind: "integer",
    byDefault: "128",
    needsRestart: true,
    documentation: "Connections that wait to be accepted.",
  },
  {
    name: "unix_socket_dir",
    kind: "text",
    byDefault: "/tmp",
    needsRestart: true,
    documentation: "The folder of the Unix socket; empty for none. Debian's default is /var/run/postgresql.",
  },
  {
    name: "unix_socket_mode",
    kind: "integer",
    byDefault: "0777",
    needsRestart: true,
    documentation: "The mode of the Unix socket, in octal with a leading 0.",
  },
  {
    name: "unix_socket_group",
    kind: "text",
    byDefault: "",
    needsRestart: true,
    documentation: "The group of the Unix socket.",
  },
  {
    name: "user",
    kind: "text",
    needsRestart: true,
    documentation: "The operating system user that PgBouncer becomes when root starts it.",
  },
];
