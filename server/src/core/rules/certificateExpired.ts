import type { Cluster } from "../cluster/cluster.ts";
import { usesOf } from "../cluster/uses.ts";
import type { Certificate } from "../pki.ts";
import { type Fault, reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isSameName } from "../x509/sameName.ts";
import { day, timeBetween } from "../x509/words.ts";

/** The server's certificate, or an intermediate of its chain, has expired or is not valid yet. */
export const certificateExpired: Rule = {
  id: "certificate-expired",
  severity: "warning",
  serverEffect: null,
  summary: "The server certificate or an intermediate in its file has expired, or is not valid yet.",
  instead: "Renew the certificate and run `select pg_reload_conf()`: new connections then get the new one.",
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
          if (index > 0 && hasExpired && isRootElsewhere(certificate, cluster))
            return {
              place: use.place,
              name: `${name} ${problem}`,
              message: `The cross-signed ${name} expired on ${day(notAfter)}; remove it from the file.`,
              together: (count) =>
                `${count} cross-signed certificates in ${use.file.path} have expired; remove them.`,
              details: {
                severity: "information",
                detail:
                  "Clients that have the root of this name and key verify the server all the same: OpenSSL 1.1.0 and later look at their own roots first. Clients with older libraries may refuse to connect.",
              },
            };
          // A CA above the first intermediate may be a root elsewhere, signed by another for older clients.
          const detail =
            index > 1
              ? "The server starts and sends it, but clients that do not have it as a root refuse to connect. If it is a cross-signed root, remove it: clients with OpenSSL 1.1.0 and later that have the root itself do not need it."
              : "The server starts and sends it, but clients that verify it refuse to connect.";
          const remedy = hasExpired ? "renew it" : "use another until then";
          return {
            place: use.place,
            name: `${name} ${problem}`,
            message: `${index === 0 ? "The server certificate" : "The intermediate"} ${name} ${problem}; ${remedy}.`,
            together: (count) =>
              hasExpired
                ? `${count} certificates in ${use.file.path} have expired; renew them.`
                : `${count} certificates in ${use.file.path} are not valid yet; use others until then.`,
            details: { detail },
          };
        },
      );
      reportFaults(report, faults);
    }
  },
};

export const certificateExpiredPage: RulePage = {
  why: "The server never checks the dates: it starts and sends an expired certificate. Clients that verify it (`sslmode=verify-ca`, `verify-full`, most drivers by default) refuse to connect; those with `require` notice nothing. An expired *cross-signed* root (a CA that is a root of its own, signed by an older root as well) stops no client that has the new root: OpenSSL 1.1.0 and later look at their own roots first.",
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
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ an intermediate that clients need
      -- server.crt: leaf + expired-intermediate --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ clients that have the root do not need the cross-signed one
      -- server.crt: leaf + intermediate + cross-root --
      -- root.crt: root --
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
};

/** Whether clients have a root of that name and key: one is at hand, or another certificate of the file leads to the CA without it. */
function isRootElsewhere(certificate: Certificate, { known, identities, openSsl }: Cluster): boolean {
  const roots = [
    ...(known?.roots ?? []),
    ...identities.flatMap(({ authorities }) => certificatesOf(authorities, openSsl)),
  ];
  return roots.some(
    (root) =>
      isSelfSigned(root) &&
      isSameName(root.subject, certificate.subject) &&
      root.publicKey.fingerprint === certificate.publicKey.fingerprint,
  );
}
