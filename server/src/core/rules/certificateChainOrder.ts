import { isDecoded } from "../cluster/decodedFile.ts";
import { useAt } from "../cluster/uses.ts";
import type { Certificate } from "../pki.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { allBlocksOf, type BlockOfFile, blockAt } from "../x509/blockOfFile.ts";
import { ownPosition } from "../x509/certificateChain.ts";
import { certificatesOf, keysOf } from "../x509/contents.ts";
import { isIssuer } from "../x509/issuer.ts";
import { misfit } from "../x509/words.ts";

/** The server's own certificate is not the first in its file. */
export const certificateChainOrder: Rule = {
  id: "certificate-chain-order",
  severity: "error",
  serverEffect: "start-error",
  summary: "The server's own certificate is not the first in its file.",
  instead:
    "Put the server's own certificate first, then each issuer of the one before: `cat server.crt intermediate.crt`.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const { certificate } = identity;
      const certificates = certificatesOf(certificate, cluster.openSsl);
      const at = ownPosition(identity, cluster.openSsl);
      const [first] = certificates;
      const leaf = certificates[at];
      if (!certificate || at <= 0 || !first || !leaf) continue;
      const logged = misfit(leaf.publicKey, first);
      report(
        certificate.place,
        `The server certificate ${shownCertificate(leaf)} is number ${at + 1} in ${certificate.file.path}; put it first.`,
        {
          detail: `The server uses the first, ${shownCertificate(first)}, as its own, and the private key does not match that.`,
          refusal: sslFileRefused(certificate.setting, logged),
        },
      );
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_cert_file");
    const key = cluster.identities.find(({ certificate }) => certificate === use)?.key;
    const own = keysOf(key, cluster.openSsl)[0]?.publicKey;
    if (!isDecoded(use?.file) || !own) return [];
    const rest = allBlocksOf(use.file);
    const ordered: BlockOfFile[] = [];
    const isOwn = ({ publicKey }: Certificate) => publicKey.fingerprint === own.fingerprint;
    for (let isNext = isOwn; ; ) {
      const at = rest.findIndex((block) => {
        const certificate = blockAt(block)?.certificate;
        return certificate !== undefined && isNext(certificate);
      });
      const [next] = at < 0 ? [] : rest.splice(at, 1);
      const last = next && blockAt(next)?.certificate;
      if (!next || !last) break;
      ordered.push(next);
      isNext = (other) => isIssuer(other, last, cluster.pki) !== false;
    }
    return rewriteFix("Put the server's own certificate first, then its issuers", use, [...ordered, ...rest]);
  },
};

export const certificateChainOrderPage: RulePage = {
  why: "The server uses the first certificate of the file as its own and the others as the chain above it. When an intermediate comes first, the key does not match it, and the server stops with “key values mismatch”, or “no certificate assigned” where the intermediate has a key of another type, although certificate and key are a pair.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'chain.crt'
      #               ^^^^^^^^^^^
      -- chain.crt: intermediate + leaf --
    `,
  ],
  fixed: [
    `
    -- chain.crt --
    1. CN=db.example.com, was number 2
    2. CN=Intermediate, was number 1
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'chain.crt'
      -- chain.crt: leaf + intermediate --
    `,
  ],
};
