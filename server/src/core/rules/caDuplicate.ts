import { isDecoded } from "../cluster/decodedFile.ts";
import { useAt, usesOf } from "../cluster/uses.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { allBlocksOf, blockAt } from "../x509/blockOfFile.ts";
import { certificatesOf } from "../x509/contents.ts";

/** The CA file holds a certificate twice. */
export const caDuplicate: Rule = {
  id: "ca-duplicate",
  severity: "hint",
  serverEffect: null,
  summary: "The CA file holds the same certificate more than once.",
  instead: "Remove the second copy.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      const seen = new Set<string>();
      const twice = all.find(({ fingerprint }) => seen.has(fingerprint) || !seen.add(fingerprint));
      if (twice)
        report(
          use.place,
          `${use.file.path} holds ${shownCertificate(twice)} more than once; remove the extra copies.`,
        );
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_ca_file");
    if (!isDecoded(use?.file)) return [];
    const seen = new Set<string>();
    const kept = allBlocksOf(use.file).filter((block) => {
      const fingerprint = blockAt(block)?.certificate?.fingerprint;
      if (!fingerprint) return true;
      return !seen.has(fingerprint) && seen.add(fingerprint);
    });
    return rewriteFix("Remove the extra copies from the file", use, kept);
  },
};

export const caDuplicatePage: RulePage = {
  why: "It does no harm, but shows that files were joined without care; the certificate that was meant may be missing.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      #             ^^^^^^^^
      -- ca.crt: root + root --
    `,
  ],
  fixed: [
    `
    -- ca.crt --
    1. CN=Root
    left out: CN=Root
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      -- ca.crt: root + other-root --
    `,
  ],
};
