import { firstCertificate, tlsFiles, usableBlocks } from "../ruleKit/pgbouncerFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A certificate of PgBouncer that has expired or ends soon. */
export const pgbouncerCertificateExpired: Rule = {
  id: "pgbouncer-certificate-expired",
  severity: "warning",
  serverEffect: null,
  summary: "A certificate of PgBouncer has expired or is about to, or all CAs of a file have.",
  instead: "Renew the certificate, then `RELOAD` on PgBouncer's console or a SIGHUP; new connections use it.",
  pgbouncer(pgbouncer, report) {
    for (const file of tlsFiles(pgbouncer)) {
      const { use, side, place } = file;
      if (use === "key") continue;
      if (use === "ca") {
        const found = usableBlocks(file)?.flatMap(({ certificate }) => certificate ?? []) ?? [];
        if (found.length > 0 && found.every(({ notAfter }) => notAfter < pgbouncer.now))
          report(place, "Every certificate in this file has expired; get the new CA certificate.", {
            detail:
              side === "client"
                ? "PgBouncer refuses every client certificate."
                : "PgBouncer refuses the certificate of every server: “certificate verify failed”.",
          });
        continue;
      }
      const leaf = firstCertificate(file);
      if (!leaf || leaf.notAfter > pgbouncer.now + soon) continue;
      const refuses = side === "client" ? "Clients that verify the server" : "Servers that verify it";
      report(
        place,
        leaf.notAfter < pgbouncer.now
          ? "The certificate has expired; renew it and reload PgBouncer."
          : "The certificate expires within two weeks; renew it and reload PgBouncer.",
        { detail: `PgBouncer starts and says nothing. ${refuses} fail with “certificate has expired”.` },
      );
    }
  },
};

export const pgbouncerCertificateExpiredPage: RulePage = {
  why: "PgBouncer starts with expired certificates and says nothing. Clients that verify refuse its certificate, servers refuse its client certificate, and with expired CAs it refuses everybody itself.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      #                      ^^^^^^^^^^^^^^^^
      client_tls_key_file = server.key
      client_tls_ca_file = /data/root.crt
      #                    ^^^^^^^^^^^^^^
      -- server.crt: expired-leaf --
      -- root.crt: expired-root --
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = server.key
      -- server.crt: leaf --
    `,
  ],
};

/** Milliseconds. */
const soon = 14 * 86_400_000;
