import { usesOf } from "../cluster/uses.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf } from "../x509/contents.ts";
import { nameOf } from "../x509/words.ts";

/** A CA certificate for clients limits itself to other purposes. */
export const caPurpose: Rule = {
  id: "ca-purpose",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients is not meant for TLS clients.",
  why: "An extended key usage in a CA's certificate limits what the CA may issue. Without `clientAuth` in it OpenSSL refuses every client certificate of that CA with “unsupported certificate purpose”; and a certificate with an extension that is broken vouches for nobody. The server loads the file without a word.",
  instead: "Have the CA's certificate issued without an extended key usage, or with `clientAuth` in it.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt: server-root --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      -- root.crt: client-intermediate + root --
    `,
  ],
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const faults = all.map(({ extendedKeyUsages, brokenParts }) => {
        if (brokenParts?.length) return `has broken parts (${brokenParts.join(", ")})`;
        if (!extendedKeyUsages || extendedKeyUsages.includes("clientAuth")) return undefined;
        return `is for ${extendedKeyUsages.join(", ")}, not for TLS clients (clientAuth)`;
      });
      for (const [at, certificate] of all.entries()) {
        const mayIssue = certificate.basicConstraints?.ca || certificate.selfIssued;
        if (!faults[at] || !mayIssue) continue;
        report(
          use.place,
          `The CA ${nameOf(certificate)} ${faults[at]}. The server starts, and refuses every client certificate that it issued.`,
          faults.includes(undefined) ? { severity: "warning" } : {},
        );
      }
    }
  },
};
