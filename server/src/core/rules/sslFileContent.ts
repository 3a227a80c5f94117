import type { FileUse } from "../cluster/cluster.ts";
import { identitiesOf, roleWords } from "../cluster/uses.ts";
import type { PemBlock } from "../pki.ts";
import { noStartLine, nothingFound, refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { isOfKind, visibleBlocks, wantedKinds } from "../x509/contents.ts";
import { isSwapped } from "../x509/isSwapped.ts";

/** A PEM file that holds other things than the setting wants. */
export const sslFileContent: Rule = {
  id: "ssl-file-content",
  severity: "error",
  serverEffect: "start-error",
  summary: "A PEM file holds nothing of what its setting wants.",
  why: "The server looks for certificates in `ssl_cert_file` and `ssl_ca_file`, for a private key in `ssl_key_file`, for a revocation list in `ssl_crl_file`, and does not start without one. One mistake passes: a `ssl_crl_file` that holds only certificates loads, and then every client certificate is refused, since no revocation list can be found for its issuer.",
  instead:
    "Name the file that holds it. Requests (`.csr`) have to be signed first; `openssl x509 -in ca.crt -out plain.crt` makes a plain certificate of a trusted one.",
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
      #              ^^^^^^^^^^ loads, yet is no revocation list
      -- root.crt: root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'trusted.crt'
      #             ^^^^^^^^^^^^^ the list for clients takes plain certificates only
      -- trusted.crt: root-trusted --
    `,
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
  cluster({ cluster }, report) {
    const swapped = new Set<FileUse | undefined>();
    for (const identity of identitiesOf(cluster)) {
      if (isSwapped(identity, cluster.openSsl)) swapped.add(identity.certificate).add(identity.key);
    }
    for (const use of cluster.fileUses) {
      const { pem, path } = use.file;
      const kind = wantedKinds[use.role];
      if (!kind || pem?.form !== "pem" || swapped.has(use)) continue;
      // What a byte-order mark hides is the business of another rule.
      const takesTrusted = use.role !== "ssl_ca_file";
      if (pem.blocks.some((block) => isOfKind(block, kind) && (takesTrusted || !isTrusted(block)))) continue;
      const blocks = visibleBlocks(pem, cluster.openSsl);
      const found = `${path} holds ${contents(blocks)}, but no ${searched[use.role] ?? roleWords[use.role]}.`;
      if (use.role === "ssl_crl_file" && blocks.some((block) => isOfKind(block, "certificate"))) {
        report(
          use.place,
          `${found} The server starts all the same, and then refuses every client certificate for want of a list.`,
          { severity: "warning", serverEffect: null },
        );
      } else {
        // What loads as an authority or a list, and is no plain certificate, takes the server one step further.
        const isOtherList = blocks.some((block) => isOfKind(block, "crl") || isTrusted(block));
        const logged = isOtherList ? noStartLine : nothingFound(use.role, cluster.openSsl);
        report(use.place, `${found} ${refusal(use.role, logged)}`);
      }
    }
  },
};

/** OpenSSL's own form, with a note on what the certificate is trusted for: the list of CAs that clients get takes none. */
function isTrusted(block: PemBlock): boolean {
  return block.label === "TRUSTED CERTIFICATE";
}

const searched: Readonly<Record<string, string>> = {
  ssl_cert_file: "certificate",
  ssl_ca_file: "certificate",
};

function contents(blocks: readonly PemBlock[]): string {
  const words = blocks.map((block) => {
    if (isOfKind(block, "certificate") && !isTrusted(block)) return "a certificate";
    if (isOfKind(block, "key")) return "a private key";
    if (isOfKind(block, "crl")) return "a revocation list";
    return block.request ? "a certificate request" : `a “${block.label}” block`;
  });
  return [...new Set(words)].slice(0, 3).join(" and ") || "nothing that is visible";
}
