import { usesOf } from "../cluster/uses.ts";
import type { Certificate } from "../pki.ts";
import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf } from "../x509/contents.ts";
import { day } from "../x509/words.ts";

/** A CA certificate has expired or is not valid yet, and the file has no current one of the same CA. */
export const caCertificateExpired: Rule = {
  id: "ca-certificate-expired",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients has expired, or is not valid yet.",
  instead:
    "Add the CA's renewed certificate to the file and reload. Remove CA certificates that are no longer needed.",
  cluster({ cluster, now }, report) {
    const isCurrent = ({ notBefore, notAfter }: Certificate) => notBefore <= now && now <= notAfter;
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const current = new Set(all.filter(isCurrent).map(({ subject }) => subject.canonical));
      const faults = all.flatMap((certificate): Fault | readonly Fault[] => {
        // A date that cannot be decoded is reported by another rule.
        if (isCurrent(certificate) || certificate.brokenParts?.includes("validity")) return [];
        if (current.has(certificate.subject.canonical)) return [];
        const hasExpired = certificate.notAfter < now;
        const name = shownCertificate(certificate);
        const problem = hasExpired
          ? `expired on ${day(certificate.notAfter)}`
          : `is not valid before ${day(certificate.notBefore)}`;
        const remedy = hasExpired ? "replace it with the renewed one" : "add the one in force until then";
        const logged = hasExpired ? " with “certificate has expired”" : "";
        return {
          place: use.place,
          name: `${name} ${problem}`,
          message: `The CA certificate ${name} ${problem}; ${remedy}.`,
          together: (count) =>
            hasExpired
              ? `${count} CA certificates in ${use.file.path} have expired; replace or remove them.`
              : `${count} CA certificates in ${use.file.path} are not valid yet; add those in force until then.`,
          details: {
            detail: `The server starts, but refuses every client certificate that this CA issued${logged}.`,
            // Beside current CAs it may be a leftover that nobody needs.
            ...(current.size > 0 && { severity: "warning" as const }),
          },
        };
      });
      reportFaults(report, faults);
    }
  },
};

export const caCertificateExpiredPage: RulePage = {
  why: "The server starts with it. But it refuses every client certificate that this CA issued with “certificate has expired”, even a new one, unless the file also holds a current certificate of the same CA.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: expired-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ one finding with a list
      -- root.crt: expired-root + expired-other-root + root --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: expired-root + renewed-root --
    `,
  ],
};
