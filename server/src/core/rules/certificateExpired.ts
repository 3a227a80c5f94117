import { usesOf } from "../cluster/uses.ts";
import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { certificatesOf } from "../x509/contents.ts";
import { day, timeBetween } from "../x509/words.ts";

/** The server's certificate, or an intermediate of its chain, has expired or is not valid yet. */
export const certificateExpired: Rule = {
  id: "certificate-expired",
  severity: "warning",
  serverEffect: null,
  summary: "The server certificate or an intermediate in its file has expired, or is not valid yet.",
  why: "The server never checks the dates: it starts and sends an expired certificate. Clients that verify it (`sslmode=verify-ca`, `verify-full`, most drivers by default) refuse to connect; those with `require` notice nothing.",
  instead: "Renew the certificate and run `select pg_reload_conf()`: new connections then get the new one.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: expired-leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: future-leaf --
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
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const faults = certificatesOf(use, cluster.openSsl).flatMap(
        (certificate, index): Fault | readonly Fault[] => {
          // Clients use their own copy of a root.
          if (index > 0 && isSelfSigned(certificate)) return [];
          const { notBefore, notAfter } = certificate;
          const hasExpired = notAfter < now;
          if (!hasExpired && !(notBefore > now)) return [];
          const name = shownCertificate(certificate);
          const problem = hasExpired
            ? `expired on ${day(notAfter)}, ${timeBetween(notAfter, now)} ago`
            : `is not valid before ${day(notBefore)}`;
          const remedy = hasExpired ? "renew it" : "use another until then";
          return {
            place: use.place,
            name: `${name} ${problem}`,
            message: `${index === 0 ? "The server certificate" : "The intermediate"} ${name} ${problem}; ${remedy}.`,
            together: (count) =>
              hasExpired
                ? `${count} certificates in ${use.file.path} have expired; renew them.`
                : `${count} certificates in ${use.file.path} are not valid yet; use others until then.`,
            details: {
              detail: "The server starts and sends it, but clients that verify it refuse to connect.",
            },
          };
        },
      );
      reportFaults(report, faults);
    }
  },
};
