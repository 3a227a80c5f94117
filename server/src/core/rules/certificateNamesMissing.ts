import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { ownPosition } from "../x509/certificateChain.ts";
import { certificatesOf } from "../x509/contents.ts";

/** The server's certificate names no host in its subject alternative names. */
export const certificateNamesMissing: Rule = {
  id: "certificate-names-missing",
  severity: "warning",
  serverEffect: null,
  summary: "The server's certificate has no DNS name or IP address among its subject alternative names.",
  instead:
    "Issue the certificate with `subjectAltName = DNS:db.example.com` (and `IP:…` for clients that connect by address).",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const use = identity.certificate;
      // A certificate in the place of the server's own is reported by another rule.
      if (!use || ownPosition(identity, cluster.openSsl) > 0) continue;
      const [leaf] = certificatesOf(use, cluster.openSsl);
      if (!leaf || leaf.alternativeNames.some(({ kind }) => kind === "dns" || kind === "ip")) continue;
      const { commonName } = leaf.subject;
      const detail = commonName
        ? `With sslmode=verify-full, libpq falls back to the common name “${commonName}”; many other clients refuse to connect.`
        : "There is no common name either, so no client with sslmode=verify-full can connect.";
      report(
        use.place,
        `${shownCertificate(leaf)} has no DNS name or IP address as a subject alternative name; add one.`,
        { detail },
      );
    }
  },
};

export const certificateNamesMissingPage: RulePage = {
  why: "With `sslmode=verify-full` a client compares the host that it connects to with the certificate's subject alternative names. If there is none of the kind, libpq falls back to the common name; Go, rustls and others do not.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: no-names --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
    `,
  ],
};
