import { usesOf } from "../cluster/uses.ts";
import { reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { endsSoon } from "../x509/endsSoon.ts";
import { day, timeBetween } from "../x509/words.ts";

/** A certificate will expire within the days of `pgssl.expiryWarningDays`, and in the last third of its validity. */
export const certificateExpiresSoon: Rule = {
  id: "certificate-expires-soon",
  severity: "warning",
  serverEffect: null,
  summary: "A server, intermediate or CA certificate expires soon.",
  instead:
    "Renew it. Put a new CA certificate beside the old one in the file until all clients have changed.",
  cluster({ cluster, now }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file", "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const soon = all.filter(({ notBefore, notAfter }) =>
        endsSoon(notBefore, notAfter, now, cluster.expiryWarningDays),
      );
      const detail =
        use.setting === "ssl_ca_file"
          ? "From then on the server refuses client certificates that it issued."
          : "From then on clients that verify it refuse to connect.";
      const faults = soon.map((certificate) => {
        const name = shownCertificate(certificate);
        const { notAfter } = certificate;
        const when = `expires in ${timeBetween(now, notAfter)}, on ${day(notAfter)}`;
        return {
          place: use.place,
          name: `${name} ${when}`,
          message: `${name} ${when}; renew it.`,
          together: (count: number) => `${count} certificates in ${use.file.path} expire soon; renew them.`,
          details: {
            // A CA above the first intermediate may be a root elsewhere, signed by another for older clients.
            detail:
              use.setting === "ssl_cert_file" && all.indexOf(certificate) > 1
                ? "From then on clients that do not have it as a root refuse to connect. If it is a cross-signed root, remove it from the file by then: clients that have the root itself do not need it."
                : detail,
          },
        };
      });
      reportFaults(report, faults);
    }
  },
};

export const certificateExpiresSoonPage: RulePage = {
  why: "When a server certificate expires, clients that verify it can no longer connect; when a CA certificate does, the server refuses every client certificate that it issued. `pgssl.expiryWarningDays` sets how early this is reported; for certificates with a short lifetime it is reported once less than a third of it is left, when tools that renew certificates should have done so.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: expiring-leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ valid for a day, and a tenth of it is left
      -- server.crt: late-day-leaf --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: day-leaf --
    `,
  ],
};
