import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { certificatesOf } from "../x509/contents.ts";
import { day, daysBetween } from "../x509/words.ts";

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
      for (const [index, certificate] of certificatesOf(use, cluster.openSsl).entries()) {
        // Clients use their own copy of a root.
        if (index > 0 && isSelfSigned(certificate)) continue;
        const { notBefore, notAfter } = certificate;
        const what = `${index === 0 ? "The server certificate" : "The intermediate"} ${shownCertificate(certificate)}`;
        const detail = "The server starts and sends it, but clients that verify it refuse to connect.";
        if (notAfter < now)
          report(
            use.place,
            `${what} expired on ${day(notAfter)}, ${daysBetween(notAfter, now)} ago; renew it.`,
            { detail },
          );
        else if (notBefore > now)
          report(use.place, `${what} is not valid before ${day(notBefore)}; use another until then.`, {
            detail,
          });
      }
    }
  },
};
