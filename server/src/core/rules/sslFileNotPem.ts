import { roleWords } from "../cluster/uses.ts";
import type { PemFile } from "../pki.ts";
import { nothingFound, refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";

/** A file in another form than PEM. */
export const sslFileNotPem: Rule = {
  id: "ssl-file-not-pem",
  severity: "error",
  serverEffect: "start-error",
  summary: "A certificate, key, CA or revocation list file is not PEM.",
  why: "The server reads PEM only: text with `-----BEGIN …-----` at the start of a line. DER, PKCS #12 and PKCS #7 files hold the same things in binary; the server finds nothing in them and stops with “no start line”, “no certificate or crl found” (CA and revocation list files) or “unsupported” (keys, OpenSSL 3). UTF-16 text, which some editors write on Windows, looks right on the screen and is not.",
  instead: "Convert it with `openssl`, as the message tells.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.der'
      #               ^^^^^^^^^^^^
      -- server.der: leaf-der --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt --
      The certificate goes here.
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      -- db.crt: leaf --
    `,
  ],
  cluster({ cluster }, report) {
    for (const use of cluster.fileUses) {
      const { pem, path } = use.file;
      if (!pem || pem.form === "pem" || pem.form === "empty" || use.role === "ssl_crl_dir") continue;
      report(
        use.place,
        `${path} ${description(pem, shellPath(use))} The server reads PEM only, and finds no ${roleWords[use.role]} there. ${refusal(use.role, nothingFound(use.role, cluster.openSsl))}`,
      );
    }
  },
};

function description(pem: PemFile, path: string): string {
  if (pem.byteOrderMark === "utf-16") return "is UTF-16 text; save it as plain ASCII.";
  switch (pem.form) {
    case "der-certificate":
      return `is a DER certificate (openssl x509 -inform DER -in ${path} makes PEM of it).`;
    case "der-key":
      return `is a DER key (openssl pkey -inform DER -in ${path} makes PEM of it).`;
    case "der-crl":
      return `is a DER revocation list (openssl crl -inform DER -in ${path} makes PEM of it).`;
    case "pkcs12":
      return `is a PKCS #12 archive (openssl pkcs12 -in ${path} takes certificate and key out of it).`;
    case "pkcs7":
      return `is a PKCS #7 bundle (openssl pkcs7 -inform DER -print_certs -in ${path} takes the certificates out of it).`;
    default:
      return "holds no PEM block: no line starts with -----BEGIN.";
  }
}
