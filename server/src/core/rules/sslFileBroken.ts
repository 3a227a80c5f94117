import { roleWords } from "../cluster/uses.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { PemBlock } from "../pki.ts";
import { refusal } from "../ruleKit/fileWords.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { type BlockKind, isOfKind, visibleBlocks, wantedKinds, whyUndecodable } from "../x509/contents.ts";

/** A PEM block that cannot be decoded. */
export const sslFileBroken: Rule = {
  id: "ssl-file-broken",
  severity: "error",
  serverEffect: "start-error",
  summary: "A PEM block is cut off or damaged.",
  why: "The server reads every certificate and revocation list of a file, and stops at the first that it cannot decode, even when good ones stand before it. A block that is cut off or is no Base64 stops it whatever it holds. Of a key file it reads up to the first key. A block whose BEGIN mark is damaged it overlooks, and so one that follows a block without an END mark: where others of its kind are left this is a warning.",
  instead: "Copy the block again, with its BEGIN and END lines and nothing lost between them.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^
      -- root.crt --
      -----BEGIN CERTIFICATE-----
      AAAA
      -----END CERTIFICATE-----
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the second block
      -- server.crt: leaf + cut-off --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ the second block
      -- root.crt: root-without-end + other-root --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      -- server.key: leaf-key + cut-off --
    `,
  ],
  cluster({ cluster }, report) {
    for (const { role, place, file } of cluster.fileUses) {
      const kind = wantedKinds[role];
      if (!kind || file.pem?.form !== "pem") continue;
      const blocks = visibleBlocks(file.pem, cluster.openSsl);
      const isFirstEnough = kind === "key" || kind === "parameters";
      // OpenSSL 3 goes on to the next key when it cannot decode one, or another block.
      const isEnough = (block: PemBlock) =>
        isOfKind(block, kind) &&
        (cluster.openSsl === "1.1.1" ||
          kind !== "key" ||
          whyUndecodable(block, cluster.openSsl) === undefined);
      const last = isFirstEnough ? blocks.findIndex(isEnough) : -1;
      const read = last < 0 ? blocks : blocks.slice(0, last + 1);
      const goesOn = last >= 0 && kind === "key" && cluster.openSsl !== "1.1.1";
      const kinds = goesOn ? [] : readKinds(role, kind, cluster.openSsl);
      const unseen = file.pem.blocks.find((block) => block.damaged === "overlooked" && isOfKind(block, kind));
      // With certificates alone a file of lists loads as well.
      const hasOthers = blocks.some(
        (block) => isOfKind(block, kind) || (kind === "crl" && isOfKind(block, "certificate")),
      );
      const broken =
        (hasOthers ? undefined : unseen) ??
        read.find(
          (block) =>
            block.damaged === "end" ||
            (block.damaged === "body" && !goesOn) ||
            (whyUndecodable(block, cluster.openSsl) !== undefined &&
              (kinds.some((other) => isOfKind(block, other)) || isTraditional(block, role))),
        );
      const what = ({ label, firstLine }: PemBlock) =>
        `The block “${label}” in line ${firstLine + 1} of ${file.path}`;
      if (broken)
        report(
          place,
          `${what(broken)} cannot be decoded (${whyUndecodable(broken, cluster.openSsl)}). The server cannot load the ${roleWords[role]}. ${refusal(role)}`,
        );
      else if (unseen && !isFirstEnough)
        report(place, `${what(unseen)} is overlooked (${unseen.problem}): the server goes on without it.`, {
          severity: "warning",
          serverEffect: null,
        });
    }
  },
};

/** The kinds of block that OpenSSL decodes on its way through the file of a role. */
function readKinds(role: string, kind: BlockKind, family: OpenSslFamily): readonly BlockKind[] {
  if (role !== "ssl_ca_file" && role !== "ssl_crl_file") return [kind];
  return family !== "1.1.1" ? ["certificate", "crl", "key"] : ["certificate", "crl"];
}

/** Among certificates OpenSSL 1.1.1 decodes keys of the traditional labels, too. */
function isTraditional({ label }: PemBlock, role: string): boolean {
  return (role === "ssl_ca_file" || role === "ssl_crl_file") && /^(RSA|EC|DSA) PRIVATE KEY$/.test(label);
}
