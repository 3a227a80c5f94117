import type { FileFacts } from "../cluster/cluster.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

/** A client's certificate that does not fit its key, or has expired. */
export const serviceCertificateUnusable: Rule = {
  id: "service-certificate-unusable",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A service names a certificate that does not belong to its key, or that has expired.",
  why: "libpq refuses a certificate whose public key is not that of the private key. An expired certificate is refused by the server, an expired root by the client.",
  instead: "Name the two files that belong together, or renew the certificate.",
  service({ sections, files, now }, report) {
    for (const { parameters } of sections) {
      const of = (keyword: string) => parameters.find(({ name }) => name === keyword);
      const [certificate, key, roots] = [of("sslcert"), of("sslkey"), of("sslrootcert")];
      const [leaf] = certificatesIn(files.get(certificate?.value ?? ""));
      const privateKey = files.get(key?.value ?? "")?.pem?.blocks.find((block) => block.key)?.key;
      const owned = privateKey && "publicKey" in privateKey ? privateKey.publicKey : undefined;
      if (key && leaf && owned && owned.fingerprint !== leaf.publicKey.fingerprint)
        report(key.valueSpan, "The key does not belong to the certificate in sslcert; name its own key.", {
          detail: "Clients that use the service fail with “certificate does not match private key file”.",
        });
      if (certificate && leaf && leaf.notAfter < now)
        report(certificate.valueSpan, "The client's certificate has expired; renew it.", {
          detail:
            "The server refuses it with “certificate has expired”, where it verifies client certificates.",
        });
      const trusted = certificatesIn(files.get(roots?.value ?? ""));
      if (roots && trusted.length > 0 && trusted.every(({ notAfter }) => notAfter < now))
        report(roots.valueSpan, "Every certificate in this file has expired; get the new root.", {
          detail: "Clients that verify the server fail with “certificate verify failed”.",
        });
    }
  },
};

export const serviceCertificateUnusableExamples: RuleExamples = {
  bad: [
    `
      -- client.crt: leaf --
      -- client.key: other-key --
      -- pg_service.conf --
      [shop]
      sslcert=/data/client.crt
      sslkey=/data/client.key
      #      ^^^^^^^^^^^^^^^^
    `,
    `
      -- roots.crt: expired-root --
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      #           ^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- client.crt: leaf --
      -- client.key: leaf-key --
      -- pg_service.conf --
      [shop]
      sslcert=/data/client.crt
      sslkey=/data/client.key
    `,
  ],
};

function certificatesIn(file: FileFacts | undefined) {
  return file?.pem?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];
}
