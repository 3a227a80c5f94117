import { settingWords } from "../cluster/uses.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { PemBlock } from "../pki.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shellPath } from "../ruleKit/shell.ts";
import { type BlockKind, isOfKind, visibleBlocks, wantedKinds, whyUndecodable } from "../x509/contents.ts";

/** A PEM block that cannot be decoded. */
export const sslFileBroken: Rule = {
  id: "ssl-file-broken",
  severity: "error",
  serverEffect: "start-error",
  summary: "A PEM block is cut off or damaged.",
  instead: "Copy the block again, with its BEGIN and END lines and everything between them.",
  cluster({ cluster }, report) {
    for (const { setting, place, file } of cluster.fileUses) {
      const kind = wantedKinds[setting];
      if (!kind || file.pem?.form !== "pem") continue;
      const blocks = visibleBlocks(file.pem, cluster.openSsl);
      const isFirstEnough = kind === "key" || kind === "parameters";
      // OpenSSL 3 continues with the next key when it cannot decode one, or another block.
      const isEnough = (block: PemBlock) =>
        isOfKind(block, kind) &&
        (cluster.openSsl === "1.1.1" ||
          kind !== "key" ||
          whyUndecodable(block, cluster.openSsl) === undefined);
      const last = isFirstEnough ? blocks.findIndex(isEnough) : -1;
      const read = last < 0 ? blocks : blocks.slice(0, last + 1);
      const continues = last >= 0 && kind === "key" && cluster.openSsl !== "1.1.1";
      const kinds = continues ? [] : readKinds(setting, kind, cluster.openSsl);
      const unseen = file.pem.blocks.find((block) => block.damaged === "overlooked" && isOfKind(block, kind));
      // With certificates alone a CRL file loads as well.
      const hasOthers = blocks.some(
        (block) => isOfKind(block, kind) || (kind === "crl" && isOfKind(block, "certificate")),
      );
      const broken =
        (hasOthers ? undefined : unseen) ??
        read.find(
          (block) =>
            block.damaged === "end" ||
            (block.damaged === "body" && !continues) ||
            (whyUndecodable(block, cluster.openSsl) !== undefined &&
              (kinds.some((other) => isOfKind(block, other)) || isTraditional(block, setting))),
        );
      const wayOut = (block: PemBlock) => (block.isJoined ? "begin the next on a new line" : "copy it again");
      const what = ({ label, firstLine }: PemBlock) =>
        `The ${label} block in line ${firstLine + 1} of ${file.path}`;
      if (broken)
        report(
          place,
          `${what(broken)} cannot be decoded: ${whyUndecodable(broken, cluster.openSsl)}; ${wayOut(broken)}.`,
          {
            detail: `The server cannot load the ${settingWords[setting]}.`,
            refusal: sslFileRefused(setting),
          },
        );
      else if (unseen && !isFirstEnough)
        report(place, `${what(unseen)} is skipped: ${unseen.problem}; ${wayOut(unseen)}.`, {
          severity: "warning",
          serverEffect: null,
          detail: "The server starts without this block.",
        });
    }
  },
  fix({ uri, line, span }, { cluster }) {
    const use = cluster.fileUses.find(
      ({ place }) => place.uri === uri && place.line === line && place.span.start === span.start,
    );
    if (!use?.file.pem?.blocks.some(({ isJoined }) => isJoined)) return [];
    const path = shellPath(use);
    const copy = `${path}.orig`;
    const part = `awk '{ gsub(/----------BEGIN /, "-----\\n-----BEGIN ") } 1' ${copy} > ${path}`;
    return [
      {
        title: `Begin each block of ${use.file.path} on a line of its own`,
        command: `test ! -e ${copy} && cp -p ${path} ${copy} && ${part}`,
      },
    ];
  },
};

export const sslFileBrokenPage: RulePage = {
  why: "The server reads every certificate and CRL in a file, and stops at the first that it cannot decode, even after valid ones. A block that is cut off or is not Base64 stops it whatever its kind. In a key file it reads up to the first key. It skips a block whose BEGIN mark is damaged, and one that follows a block without an END mark: if others of that kind are left, this is a warning.",
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
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      #             ^^^^^^^^^^ two files without a line end, put together
      -- root.crt: joined-roots --
    `,
  ],
  fixed: [
    null,
    null,
    null,
    `$ test ! -e /data/root.crt.orig && cp -p /data/root.crt /data/root.crt.orig && awk '{ gsub(/----------BEGIN /, "-----\\n-----BEGIN ") } 1' /data/root.crt.orig > /data/root.crt`,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      -- server.key: leaf-key + cut-off --
    `,
  ],
};

/** The kinds of block that OpenSSL decodes when it reads the file of a setting. */
function readKinds(setting: string, kind: BlockKind, family: OpenSslFamily): readonly BlockKind[] {
  if (setting !== "ssl_ca_file" && setting !== "ssl_crl_file") return [kind];
  return family !== "1.1.1" ? ["certificate", "crl", "key"] : ["certificate", "crl"];
}

/** Among certificates OpenSSL 1.1.1 decodes keys of the traditional labels, too. */
function isTraditional({ label }: PemBlock, setting: string): boolean {
  return (
    (setting === "ssl_ca_file" || setting === "ssl_crl_file") && /^(RSA|EC|DSA) PRIVATE KEY$/.test(label)
  );
}
