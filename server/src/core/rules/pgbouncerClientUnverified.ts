import { placeOfSetting, settingOf, wordOf } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** TLS with clients that demands less than it seems. */
export const pgbouncerClientUnverified: Rule = {
  id: "pgbouncer-client-unverified",
  severity: "warning",
  serverEffect: null,
  summary: "PgBouncer's TLS with clients demands less than its word says.",
  instead:
    "`client_tls_sslmode = require`, or `verify-full` with `client_tls_ca_file`; `auth_type = cert` for names.",
  pgbouncer(pgbouncer, report) {
    const place = placeOfSetting(pgbouncer, "client_tls_sslmode");
    if (!place) return;
    const mode = wordOf(pgbouncer, "client_tls_sslmode");
    const type = wordOf(pgbouncer, "auth_type");
    if (mode === "allow" || mode === "prefer")
      report(
        place,
        `${mode} accepts clients without TLS; use require, or hostssl records with auth_type = hba.`,
        {
          ...(type === "hba" && { severity: "information" as const }),
          detail:
            "Passwords then cross the network in clear text or as hashes, if a client does not insist on TLS.",
        },
      );
    else if (mode === "verify-ca" && settingOf(pgbouncer, "client_tls_ca_file") === "")
      report(
        place,
        "Without client_tls_ca_file, every CA of the system may issue client certificates; set it.",
        {
          detail: "verify-full, too, is refused without client_tls_ca_file; verify-ca is not.",
        },
      );
    else if (mode === "verify-full" && type !== "cert" && type !== "hba")
      report(place, "For clients verify-full compares no names, like verify-ca; use auth_type = cert.", {
        severity: "hint",
        detail: "Any certificate of the CA is good for any user, who still needs the password.",
      });
  },
};

export const pgbouncerClientUnverifiedPage: RulePage = {
  why: "`allow` and `prefer` accept clients in clear text, with their passwords. `verify-ca` without `client_tls_ca_file` accepts a certificate of any CA that the system trusts. `verify-full` is the same as `verify-ca` for clients: no name in the certificate is compared with the user, unless `auth_type` or the record is `cert`.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = prefer
      #                    ^^^^^^
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = verify-ca
      #                    ^^^^^^^^^
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = verify-full
      #                    ^^^^^^^^^^^ no name is compared
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
      client_tls_ca_file = root.crt
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = cert
      client_tls_sslmode = verify-full
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
      client_tls_ca_file = root.crt
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
    `,
  ],
};
