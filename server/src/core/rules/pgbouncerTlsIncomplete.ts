import { placeOfSetting, settingOf, wordOf } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** Settings of TLS with clients that do not work without others. */
export const pgbouncerTlsIncomplete: Rule = {
  id: "pgbouncer-tls-incomplete",
  severity: "error",
  serverEffect: "start-error",
  summary: "TLS with clients needs settings that are missing.",
  instead:
    "Set `client_tls_cert_file`, `client_tls_key_file` and, for certificates of clients, `client_tls_ca_file`.",
  pgbouncer(pgbouncer, report) {
    if (pgbouncer.isPart) return;
    const mode = wordOf(pgbouncer, "client_tls_sslmode");
    const isCert = wordOf(pgbouncer, "auth_type") === "cert";
    const missing = ["client_tls_cert_file", "client_tls_key_file"].filter(
      (name) => settingOf(pgbouncer, name) === "",
    );
    const atMode = placeOfSetting(pgbouncer, "client_tls_sslmode");
    const atType = placeOfSetting(pgbouncer, "auth_type");
    if (mode !== "disable" && missing.length > 0 && atMode) {
      report(
        atMode,
        `TLS with clients needs ${missing.join(" and ")} too; set ${missing[1] ? "both" : "it"}.`,
        {
          detail:
            "PgBouncer logs “client_tls_key_file and client_tls_cert_file must be set” and does not start; a reload keeps the TLS configuration as it was.",
        },
      );
      return;
    }
    const detail = (logged: string) =>
      `PgBouncer logs “${logged}” and does not start; a reload keeps the TLS configuration as it was.`;
    if (isCert && mode !== "verify-full" && atType) {
      report(atType, "auth_type = cert needs client_tls_sslmode = verify-full; verify-ca is not enough.", {
        detail: detail("auth_type=cert requires client_tls_sslmode=SSLMODE_VERIFY_FULL"),
      });
      return;
    }
    if (settingOf(pgbouncer, "client_tls_ca_file") !== "") return;
    if (isCert && atType)
      report(atType, "auth_type = cert needs client_tls_ca_file; name the CAs of client certificates.", {
        detail: detail("auth_type=cert requires client_tls_ca_file"),
      });
    else if (mode === "verify-full" && atMode)
      report(atMode, "verify-full needs client_tls_ca_file; name the CAs of client certificates.", {
        detail: detail("client_tls_sslmode requires client_tls_ca_file"),
      });
  },
};

export const pgbouncerTlsIncompletePage: RulePage = {
  why: "PgBouncer needs a certificate and a key for any mode but `disable`, a CA file for `verify-full`, and both `verify-full` and a CA file for `auth_type = cert`. Without them it does not start, and a reload keeps the TLS configuration as it was.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      #                    ^^^^^^^
      client_tls_cert_file = /data/server.crt
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = verify-full
      #                    ^^^^^^^^^^^
      client_tls_cert_file = server.crt
      client_tls_key_file = server.key
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      auth_type = cert
      #           ^^^^
      client_tls_sslmode = verify-ca
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
  ],
};
