import { usesOf } from "../cluster/uses.ts";
import type { Certificate } from "../pki.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { day, nameOf } from "../x509/words.ts";

/** A CA certificate has expired or is not valid yet, and nothing stands in for it. */
export const caCertificateExpired: Rule = {
  id: "ca-certificate-expired",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients has expired, or is not valid yet.",
  why: "The server starts with it. But every client certificate that this CA issued, however fresh, is then refused with “certificate has expired”, unless a renewed certificate of the same CA stands in the file as well.",
  instead: "Put the CA's renewed certificate into the file and reload. Take out what nobody needs any more.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: expired-root --
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
  cluster({ cluster, now }, report) {
    const isCurrent = ({ notBefore, notAfter }: Certificate) => notBefore <= now && now <= notAfter;
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const anyCurrent = all.some(isCurrent);
      for (const certificate of all) {
        // What is no date at all is another rule's finding.
        if (isCurrent(certificate) || certificate.brokenParts?.includes("validity")) continue;
        if (all.some((other) => isCurrent(other) && other.subject.text === certificate.subject.text))
          continue;
        const since =
          certificate.notAfter < now
            ? `expired on ${day(certificate.notAfter)}`
            : `is not valid before ${day(certificate.notBefore)}`;
        report(
          use.place,
          `The CA ${nameOf(certificate)} ${since}. The server starts, and refuses every client certificate that it issued.`,
          // Beside CAs that are current it may be a leftover that nobody needs.
          anyCurrent ? { severity: "warning" } : {},
        );
      }
    }
  },
};
