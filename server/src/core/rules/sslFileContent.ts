import { type Cluster, type FileUse, isAbout } from "../cluster/cluster.ts";
import { settingWords } from "../cluster/uses.ts";
import type { PemBlock } from "../pki.ts";
import { noStartLine, nothingFound, sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";
import { isOfKind, visibleBlocks, wantedKinds } from "../x509/contents.ts";
import { isSwapped } from "../x509/isSwapped.ts";

/** A PEM file without what its setting needs. */
export const sslFileContent: Rule = {
  id: "ssl-file-content",
  severity: "error",
  serverEffect: "start-error",
  summary: "A PEM file holds nothing that its setting needs.",
  instead:
    "Name the file that holds it. Requests (`.csr`) have to be signed first; `openssl x509 -in ca.crt -out plain.crt` makes a plain certificate of a trusted one.",
  cluster({ cluster }, report) {
    const swapped = new Set<FileUse | undefined>();
    for (const identity of cluster.identities) {
      if (isSwapped(identity, cluster.openSsl)) swapped.add(identity.certificate).add(identity.key);
    }
    for (const use of cluster.fileUses) {
      const { pem, path } = use.file;
      const kind = wantedKinds[use.setting];
      if (!kind || pem?.form !== "pem" || swapped.has(use)) continue;
      // A block that a byte-order mark hides is reported by another rule.
      const acceptsTrusted = use.setting !== "ssl_ca_file";
      if (pem.blocks.some((block) => isOfKind(block, kind) && (acceptsTrusted || !isTrusted(block))))
        continue;
      const blocks = visibleBlocks(pem, cluster.openSsl);
      const other = blocks.map(({ label }) => otherForms[label]).find(Boolean);
      const remedy = other
        ? `convert it with ${other.program}`
        : blocks.some(isTrusted)
          ? "convert it with openssl x509"
          : blocks.some(({ request }) => request)
            ? "name the signed certificate"
            : "name another file";
      const message = `${path} holds ${contents(blocks)}, but no ${searched[use.setting] ?? settingWords[use.setting]}; ${remedy}.`;
      const command = other
        ? `\nThe command that makes a PEM file of it: ${other.command(shellPath(use))}`
        : "";
      if (use.setting === "ssl_crl_file" && blocks.some((block) => isOfKind(block, "certificate"))) {
        report(use.place, message, {
          severity: "warning",
          serverEffect: null,
          detail:
            "The server starts, but refuses every client certificate, since there is no CRL of its issuer.",
        });
      } else {
        // With a CRL or a trusted certificate the file loads, and the server fails one step later.
        const isLoaded = blocks.some((block) => isOfKind(block, "crl") || isTrusted(block));
        const logged = isLoaded ? noStartLine : nothingFound(use.setting, cluster.openSsl);
        const refusal = sslFileRefused(use.setting, logged);
        report(use.place, message, { detail: `${refusal}${command}`, refusal });
      }
    }
  },
  fix(finding, { cluster }) {
    const use = cluster.fileUses.find((one) => isAbout(finding, one));
    const command = use && plainCertificates(use, cluster);
    return command ? [{ title: `Make plain certificates of ${use.file.path}`, command }] : [];
  },
};

export const sslFileContentPage: RulePage = {
  why: "The server looks for certificates in `ssl_cert_file` and `ssl_ca_file`, for a private key in `ssl_key_file`, for a CRL in `ssl_crl_file`, and does not start if it finds none. There is one exception: a `ssl_crl_file` that holds only certificates loads, and then every client certificate is refused, since there is no CRL of its issuer.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.csr'
      #               ^^^^^^^^
      -- db.csr: request --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crl'
      #             ^^^^^^^^^^
      -- root.crl: crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_crl_file = 'root.crt'
      #              ^^^^^^^^^^ loads, but is not a CRL
      -- root.crt: root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'trusted.crt'
      #             ^^^^^^^^^^^^^ only plain certificates count as CAs for clients
      -- trusted.crt: root-trusted --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'id_ed25519'
      #              ^^^^^^^^^^^^
      -- id_ed25519: openssh-key --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.p7b'
      #             ^^^^^^^^
      -- ca.p7b: pkcs7-pem --
    `,
  ],
  fixed: [
    null,
    null,
    null,
    "$ test ! -e /data/trusted.crt.orig && cp -p /data/trusted.crt /data/trusted.crt.orig && openssl x509 -in /data/trusted.crt.orig -out /data/trusted.crt",
    null,
    "$ test ! -e /data/ca.p7b.orig && cp -p /data/ca.p7b /data/ca.p7b.orig && openssl pkcs7 -print_certs -in /data/ca.p7b.orig -out /data/ca.p7b",
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.pem'
      -- root.pem: root + crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.pem'
      -- root.pem: root-trusted + root --
    `,
  ],
};

/** The command that leaves a file as it was beside one with plain certificates; `undefined` where it would lose something. */
function plainCertificates(use: FileUse, cluster: Pick<Cluster, "openSsl">): string | undefined {
  if (use.setting !== "ssl_cert_file" && use.setting !== "ssl_ca_file") return undefined;
  const [block, ...more] = use.file.pem ? visibleBlocks(use.file.pem, cluster.openSsl) : [];
  if (!block || more.length > 0) return undefined;
  const path = shellPath(use);
  const copy = `${path}.orig`;
  const made = block.label === "PKCS7" ? "pkcs7 -print_certs" : isTrusted(block) ? "x509" : undefined;
  return made && `test ! -e ${copy} && cp -p ${path} ${copy} && openssl ${made} -in ${copy} -out ${path}`;
}

/** PEM blocks in which other programs keep keys and certificates, and the command that makes a file for the server. */
const otherForms: Readonly<Record<string, { program: string; command: (path: string) => string }>> = {
  "OPENSSH PRIVATE KEY": {
    program: "ssh-keygen",
    command: (path) =>
      `cp -p ${path} server.key && ssh-keygen -p -N '' -m PKCS8 -f server.key (for RSA and ECDSA; instead of an Ed25519 key make a new one)`,
  },
  PKCS7: {
    program: "openssl pkcs7",
    command: (path) => `openssl pkcs7 -print_certs -in ${path}`,
  },
  CMS: {
    program: "openssl pkcs7",
    command: (path) => `openssl pkcs7 -print_certs -in ${path}`,
  },
};

/** OpenSSL's own form, with a note on what the certificate is trusted for: it does not count as a CA for clients. */
function isTrusted(block: PemBlock): boolean {
  return block.label === "TRUSTED CERTIFICATE";
}

const searched: Readonly<Record<string, string>> = {
  ssl_cert_file: "certificate",
  ssl_ca_file: "certificate",
  ssl_crl_file: "CRL",
  ssl_dh_params_file: "Diffie-Hellman parameters",
};

function contents(blocks: readonly PemBlock[]): string {
  const words = blocks.map((block) => {
    if (isOfKind(block, "certificate") && !isTrusted(block)) return "a certificate";
    if (isOfKind(block, "key")) return "a private key";
    if (isOfKind(block, "crl")) return "a CRL";
    return block.request
      ? "a certificate request"
      : `${/^[AEIOU]/.test(block.label) ? "an" : "a"} ${block.label} block`;
  });
  return [...new Set(words)].slice(0, 3).join(" and ") || "nothing visible";
}
