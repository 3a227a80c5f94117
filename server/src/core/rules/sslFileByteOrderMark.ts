import { isAbout } from "../cluster/cluster.ts";
import { nothingFound, sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";
import { isOfKind, visibleBlocks, wantedKinds } from "../x509/contents.ts";

/** A byte-order mark before the first PEM block. */
export const sslFileByteOrderMark: Rule = {
  id: "ssl-file-byte-order-mark",
  severity: "warning",
  serverEffect: null,
  summary: "A byte-order mark comes before the first PEM block.",
  instead: "Save the file without a byte-order mark (plain UTF-8 or ASCII).",
  cluster({ cluster }, report) {
    for (const { setting, place, file } of cluster.fileUses) {
      const kind = wantedKinds[setting];
      if (!kind || file.pem?.form !== "pem" || file.pem.byteOrderMark !== "utf-8") continue;
      if (file.pem.blocks[0]?.firstLine !== 0) continue;
      const visible = visibleBlocks(file.pem, cluster.openSsl);
      const wanted =
        setting === "ssl_crl_file" || setting === "ssl_ca_file"
          ? isCertificateOrCrl
          : (block: (typeof visible)[number]) => isOfKind(block, kind);
      const message = `${file.path} starts with a byte-order mark; save the file without it.`;
      if (cluster.openSsl === "1.1.1" && file.pem.blocks.some(wanted) && !visible.some(wanted)) {
        report(place, message, {
          severity: "error",
          serverEffect: "start-error",
          detail: "OpenSSL 1.1.1 skips the first block, and the file has no other of that kind.",
          refusal: sslFileRefused(setting, nothingFound(setting, cluster.openSsl)),
        });
      } else {
        const now = cluster.openSsl === "1.1.1" ? "skips" : "ignores the mark, but 1.1.1 skips";
        report(place, message, { detail: `The server's OpenSSL ${now} the first block.` });
      }
    }
  },
  fix(finding, { cluster }) {
    const use = cluster.fileUses.find((one) => isAbout(finding, one));
    return use
      ? [{ title: "Remove the byte-order mark", command: `sed -i '1s/^\\xef\\xbb\\xbf//' ${shellPath(use)}` }]
      : [];
  },
};

export const sslFileByteOrderMarkPage: RulePage = {
  why: "Some editors put three invisible bytes, the UTF-8 byte-order mark, at the start of a file. OpenSSL 3 ignores them. OpenSSL 1.1.1 does not recognize the first block then: the server does not start, or uses the second certificate as its own.",
  bad: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      #               ^^^^^^^^
      -- db.crt: leaf-bom --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      #               ^^^^^^^^
      -- db.crt: leaf-bom --
    `,
  ],
  fixed: ["$ sed -i '1s/^\\xef\\xbb\\xbf//' /data/db.crt", "$ sed -i '1s/^\\xef\\xbb\\xbf//' /data/db.crt"],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      -- db.crt: leaf --
    `,
  ],
};

function isCertificateOrCrl(block: Parameters<typeof isOfKind>[0]): boolean {
  return isOfKind(block, "certificate") || isOfKind(block, "crl");
}
