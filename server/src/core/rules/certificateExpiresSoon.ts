import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { day, daysBetween } from "../x509/words.ts";

/** A certificate will expire within the days of `pgssl.expiryWarningDays`. */
export const certificateExpiresSoon: Rule = {
  id: "certificate-expires-soon",
  severity: "warning",
  serverEffect: null,
  summary: "A server, intermediate or CA certificate expires soon.",
  why: "When a server certificate expires, clients that verify it can no longer connect; when a CA certificate does, the server refuses every client certificate that it issued. `pgssl.expiryWarningDays` sets how early this is reported.",
  instead:
    "Renew it. Put a new CA certificate beside the old one in the file until all clients have changed.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: expiring-leaf --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf --
    `,
  ],
  cluster({ cluster, now }, report) {
    const limit = now + cluster.expiryWarningDays * 86_400_000;
    for (const use of usesOf(cluster, "ssl_cert_file", "ssl_ca_file")) {
      for (const certificate of certificatesOf(use, cluster.openSsl)) {
        const { notAfter } = certificate;
        if (!(notAfter >= now && notAfter < limit)) continue;
        const detail =
          use.setting === "ssl_ca_file"
            ? "From then on the server refuses client certificates that it issued."
            : "From then on clients that verify it refuse to connect.";
        report(
          use.place,
          `${shownCertificate(certificate)} expires in ${daysBetween(now, notAfter)}, on ${day(notAfter)}; renew it.`,
          { detail },
        );
      }
    }
  },
};
