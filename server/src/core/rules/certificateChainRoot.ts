import { isDecoded } from "../cluster/decodedFile.ts";
import { useAt, usesOf } from "../cluster/uses.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { allBlocksOf, blockAt } from "../x509/blockOfFile.ts";
import { certificatesOf } from "../x509/contents.ts";

/** The server's file holds a root, which clients do not need from it. */
export const certificateChainRoot: Rule = {
  id: "certificate-chain-root",
  severity: "hint",
  serverEffect: null,
  summary: "The server's file ends with the root certificate, which clients do not need from it.",
  instead: "Remove the root: the server's certificate, then the intermediates.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const [, ...rest] = certificatesOf(use, cluster.openSsl);
      const root = rest.find(isSelfSigned);
      if (root)
        report(
          use.place,
          `Clients do not need the root ${shownCertificate(root)} from the server; remove it.`,
          {
            detail: "Clients use their own copy of the root. This one makes every handshake longer.",
          },
        );
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_cert_file");
    if (!isDecoded(use?.file)) return [];
    const kept = allBlocksOf(use.file).filter((block) => {
      const certificate = blockAt(block)?.certificate;
      return block.index === 0 || !certificate || !isSelfSigned(certificate);
    });
    return rewriteFix("Remove the root from the file", use, kept);
  },
};

export const certificateChainRootPage: RulePage = {
  why: "A client trusts the root that it has, never the one that a server sends. A root in the file does no harm but makes every handshake longer.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: leaf + intermediate + root --
    `,
  ],
  fixed: [
    `
    -- server.crt --
    1. CN=db.example.com
    2. CN=Intermediate
    left out: CN=Root
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: self-signed --
    `,
  ],
};
