import { usesOf } from "../cluster/uses.ts";
import { reportFaults } from "../ruleKit/reportFaults.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isAuthority, isSelfSigned, isTlsAuthority } from "../x509/authority.ts";
import { certificatesOf } from "../x509/contents.ts";
import { firstOf } from "../x509/words.ts";

/** A CA certificate for clients is limited to other purposes. */
export const caPurpose: Rule = {
  id: "ca-purpose",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CA certificate for clients is not meant for TLS clients.",
  instead: "Have the CA's certificate issued without an extended key usage, or with `clientAuth` in it.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const faults = all.map((certificate) => {
        const { extendedKeyUsages, brokenParts } = certificate;
        if (brokenParts?.length) return `is malformed (${firstOf(brokenParts)}); have it issued again.`;
        if (isAuthority(certificate) && !isTlsAuthority(certificate))
          return `is for ${certificate.netscapeTypes?.join(", ")} by its Netscape type; have it issued again for TLS.`;
        if (!extendedKeyUsages || extendedKeyUsages.includes("clientAuth")) return undefined;
        return `is for ${firstOf(extendedKeyUsages)}; have it issued again with clientAuth.`;
      });
      const unfit = all.flatMap((certificate, at) => {
        const mayIssue = isAuthority(certificate) || isSelfSigned(certificate);
        const fault = faults[at];
        if (!fault || !mayIssue) return [];
        const name = shownCertificate(certificate);
        return {
          place: use.place,
          name: `${name} ${fault.split(";")[0]}`,
          message: `The CA ${name} ${fault}`,
          together: (count: number) =>
            `${count} CAs in ${use.file.path} cannot issue client certificates; have them issued again.`,
          details: {
            detail: "The server starts, but refuses every client certificate that this CA issued.",
            ...(faults.includes(undefined) && { severity: "warning" as const }),
          },
        };
      });
      reportFaults(report, unfit);
    }
  },
};

export const caPurposePage: RulePage = {
  why: "An extended key usage in a CA's certificate limits what the CA may issue. Without `clientAuth` in it OpenSSL refuses every client certificate of that CA with “unsupported certificate purpose”. A CA certificate with a malformed extension verifies no certificate at all. The server loads the file without a message.",
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
};
