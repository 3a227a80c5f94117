import { roleWords } from "../cluster/uses.ts";
import { nothingFound, refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { isOfKind, visibleBlocks, wantedKinds } from "../x509/contents.ts";

/** A byte-order mark before the first PEM block. */
export const sslFileByteOrderMark: Rule = {
  id: "ssl-file-byte-order-mark",
  severity: "warning",
  serverEffect: null,
  summary: "A byte-order mark stands before the first PEM block.",
  why: "Some editors put three invisible octets, the UTF-8 byte-order mark, at the start of a file. OpenSSL 3 skips them. OpenSSL 1.1.1 then does not see the first block: the server does not start, or takes the second certificate for its own.",
  instead: "Save the file without a byte-order mark (plain UTF-8 or ASCII).",
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
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'db.crt'
      -- db.crt: leaf --
    `,
  ],
  cluster({ cluster }, report) {
    for (const { role, place, file } of cluster.fileUses) {
      const kind = wantedKinds[role];
      if (!kind || file.pem?.form !== "pem" || file.pem.byteOrderMark !== "utf-8") continue;
      if (file.pem.blocks[0]?.firstLine !== 0) continue;
      const visible = visibleBlocks(file.pem, cluster.openSsl);
      const wanted =
        role === "ssl_crl_file" || role === "ssl_ca_file"
          ? anyList
          : (block: (typeof visible)[number]) => isOfKind(block, kind);
      if (cluster.openSsl === "1.1.1" && file.pem.blocks.some(wanted) && !visible.some(wanted)) {
        report(
          place,
          `${file.path} starts with a byte-order mark, so OpenSSL 1.1.1 does not see the ${roleWords[role]} in it; save the file without the mark. ${refusal(role, nothingFound(role, cluster.openSsl))}`,
          { severity: "error", serverEffect: "start-error" },
        );
      } else {
        const now = cluster.openSsl === "1.1.1" ? "overlooks" : "skips the mark, but 1.1.1 overlooks";
        report(
          place,
          `${file.path} starts with a byte-order mark. The server's OpenSSL ${now} the first block; save the file without the mark.`,
        );
      }
    }
  },
};

function anyList(block: Parameters<typeof isOfKind>[0]): boolean {
  return isOfKind(block, "certificate") || isOfKind(block, "crl");
}
