import { firstKey, type TlsFile, tlsFiles, tlsRefusal, usableBlocks } from "../ruleKit/pgbouncerFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { whyUndecodable } from "../x509/contents.ts";

/** A file of TLS that does not hold what PgBouncer needs. */
export const pgbouncerFileContent: Rule = {
  id: "pgbouncer-file-content",
  severity: "error",
  serverEffect: "start-error",
  summary: "A file of PgBouncer's TLS does not hold what its setting needs.",
  instead: "Name a PEM file of that kind; `openssl pkey -in KEY -out NEW` removes a passphrase.",
  pgbouncer(pgbouncer, report) {
    for (const file of tlsFiles(pgbouncer)) {
      const problem = problemOf(file);
      if (problem !== undefined)
        report(file.place, problem, { serverEffect: file.effect, detail: tlsRefusal(file) });
    }
  },
};

export const pgbouncerFileContentPage: RulePage = {
  why: "PgBouncer reads PEM: certificates, and a private key without a passphrase, for which it would prompt at the terminal. It does not start without the files of TLS with clients; those of TLS with servers are read at each connection.",
  bad: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.key
      #                      ^^^^^^^^^^^^^^^^
      client_tls_key_file = /data/encrypted.key
      #                     ^^^^^^^^^^^^^^^^^^^
      -- server.key: leaf-key --
      -- encrypted.key: encrypted-key --
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = verify-full
      server_tls_ca_file = /data/pg_hba.conf
      #                    ^^^^^^^^^^^^^^^^^
      -- pg_hba.conf --
      local all all peer
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [pgbouncer]
      client_tls_sslmode = require
      client_tls_cert_file = /data/server.crt
      client_tls_key_file = /data/server.key
      -- server.crt: leaf + intermediate --
      -- server.key: leaf-key --
    `,
  ],
};

function problemOf(file: TlsFile): string | undefined {
  const { state } = file.file;
  const wanted = { cert: "a certificate", key: "a private key", ca: "CA certificates" }[file.use];
  if (state === "directory") return `This is a folder; name a PEM file with ${wanted}.`;
  if (state === "not-a-file") return `This is not a regular file; name a PEM file with ${wanted}.`;
  const blocks = usableBlocks(file);
  if (!blocks) return undefined;
  const [first] = blocks;
  if (!first)
    return `The file holds ${file.use === "key" ? "no private key" : "no certificate"}; name a PEM file with ${wanted}.`;
  if (file.use !== "key")
    return whyUndecodable(first, "3") === undefined
      ? undefined
      : "The first certificate in this file is damaged; copy it again.";
  if (firstKey(file)?.encrypted)
    return "The key has a passphrase, which PgBouncer cannot be given; remove it.";
  return undefined;
}
