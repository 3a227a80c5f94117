import { placeOfSetting, settingOf, wordOf } from "../cluster/pgbouncer.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** TLS with servers that verifies less than it seems. */
export const pgbouncerServerUnverified: Rule = {
  id: "pgbouncer-server-unverified",
  severity: "warning",
  serverEffect: null,
  summary: "PgBouncer does not verify the servers it connects to, or by other CAs than intended.",
  instead:
    "`server_tls_sslmode = verify-full` with `server_tls_ca_file`; the host of the line in `[databases]` must be in the server's certificate.",
  pgbouncer(pgbouncer, report) {
    const place = placeOfSetting(pgbouncer, "server_tls_sslmode");
    const mode = wordOf(pgbouncer, "server_tls_sslmode");
    if (!place || mode === "disable") return;
    const hasCa = settingOf(pgbouncer, "server_tls_ca_file") !== "";
    if (mode === "allow" || mode === "prefer")
      report(place, `${mode} accepts clear text and verifies no server; use verify-full with a CA file.`);
    else if (mode === "require")
      report(place, "require verifies no server's certificate; use verify-full with server_tls_ca_file.", {
        ...(hasCa && {
          detail: "Other than in libpq, server_tls_ca_file has no effect with require.",
        }),
      });
    else if (mode.startsWith("verify") && !hasCa)
      report(place, `Without server_tls_ca_file, ${mode} trusts every CA of the system; name your CA.`, {
        detail:
          "The file is the one that OpenSSL or the package was built with, /etc/ssl/certs/ca-certificates.crt in Debian's.",
      });
  },
};

export const pgbouncerServerUnverifiedPage: RulePage = {
  why: "`allow`, `prefer` and `require` verify nothing, with `server_tls_ca_file` neither: anyone between can pose as the server and gets the passwords. `allow` and `prefer` go on in clear text where the server has no TLS. `verify-ca` and `verify-full` without `server_tls_ca_file` trust the CAs of the system.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = require
      #                    ^^^^^^^
      server_tls_ca_file = root.crt
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = verify-full
      #                    ^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = verify-full
      server_tls_ca_file = root.crt
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = disable
    `,
  ],
};
