import { firstCertificate, firstKey, sides, tlsFiles, tlsRefusal } from "../ruleKit/pgbouncerFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A key that does not belong to the first certificate. */
export const pgbouncerKeyMismatch: Rule = {
  id: "pgbouncer-key-mismatch",
  severity: "error",
  serverEffect: "start-error",
  summary: "A private key of PgBouncer does not belong to its certificate.",
  instead:
    "Name the two files that belong together; in the certificate file the certificate itself comes first, then the intermediate ones.",
  pgbouncer(pgbouncer, report) {
    const files = tlsFiles(pgbouncer);
    for (const side of sides) {
      const own = files.filter((file) => file.side === side);
      const certificate = own.find(({ use }) => use === "cert");
      const key = own.find(({ use }) => use === "key");
      const leaf = firstCertificate(certificate);
      const owned = firstKey(key)?.publicKey;
      if (!key || !certificate || !leaf || !owned || owned.fingerprint === leaf.publicKey.fingerprint)
        continue;
      report(key.place, "The key does not belong to the first certificate; name its own key.", {
        serverEffect: key.effect,
        detail: `OpenSSL says “key values mismatch”. ${tlsRefusal(key)}`,
        related: [{ place: certificate.place, message: "The certificate is named here." }],
      });
    }
  },
};

export const pgbouncerKeyMismatchPage: RulePage = {
  why: "OpenSSL refuses a key whose public part is not that of the first certificate in the certificate file. PgBouncer does not start with such a pair for clients, and reaches no server with such a pair for servers.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/server.key
      #                     ^^^^^^^^^^^^^^^^
      -- server.crt: leaf --
      -- server.key: other-key --
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/server.key
      -- server.crt: leaf --
      -- server.key: leaf-key --
    `,
  ],
};
