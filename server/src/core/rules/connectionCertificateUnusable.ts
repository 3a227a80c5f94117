import type { FileFacts } from "../cluster/cluster.ts";
import { inConnections, modeOf, namedBy, unusableFile } from "../ruleKit/connectionFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A client's certificate that does not fit its key, or has expired. */
export const connectionCertificateUnusable: Rule = {
  id: "connection-certificate-unusable",
  severity: "error",
  serverEffect: "connection-error",
  summary:
    "A service, or `primary_conninfo`, names a certificate that does not belong to its key, or that has expired.",
  instead: "Name the two files that belong together, or renew the certificate.",
  ...inConnections((connection, report) => {
    const { now } = connection;
    if (modeOf(connection) === "disable") return;
    const [certificate, key, roots] = ["sslcert", "sslkey", "sslrootcert"].map((keyword) =>
      namedBy(connection, keyword),
    );
    const [leaf] = certificatesIn(certificate?.file);
    const privateKey = key?.file.pem?.blocks.find((block) => block.key)?.key;
    const owned = privateKey && "publicKey" in privateKey ? privateKey.publicKey : undefined;
    if (key && leaf && owned && owned.fingerprint !== leaf.publicKey.fingerprint)
      report(
        key.parameter.valueSpan,
        "The key does not belong to the certificate in sslcert; name its own key.",
        unusableFile(connection, "could not load private key file … key values mismatch"),
      );
    if (certificate && leaf && leaf.notAfter < now)
      report(certificate.parameter.valueSpan, "The client's certificate has expired; renew it.", {
        ...unusableFile(connection, "certificate has expired"),
        detail: "A server that verifies client certificates refuses it with “certificate has expired”.",
      });
    const trusted = certificatesIn(roots?.file);
    if (roots && trusted.length > 0 && trusted.every(({ notAfter }) => notAfter < now))
      report(
        roots.parameter.valueSpan,
        "Every certificate in this file has expired; get the new root.",
        unusableFile(connection, "certificate verify failed"),
      );
  }),
};

export const connectionCertificateUnusablePage: RulePage = {
  why: "libpq refuses a certificate whose public key is not that of the private key. An expired certificate is refused by the server, an expired root by the client.",
  bad: [
    `
      -- client.crt: leaf --
      -- client.key: other-key --
      -- pg_service.conf --
      [shop]
      sslmode=require
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
    `
      -- client.crt: leaf --
      -- client.key: other-key --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require sslcert=client.crt sslkey=client.key'
      #                                                                          ^^^^^^^^^^
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
    `
      -- client.crt: leaf --
      -- client.key: leaf-key --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require sslcert=client.crt sslkey=client.key'
    `,
  ],
};

function certificatesIn(file: FileFacts | undefined) {
  return file?.pem?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];
}
