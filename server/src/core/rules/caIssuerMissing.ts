import { isDecoded } from "../cluster/decodedFile.ts";
import { pathOf } from "../cluster/uris.ts";
import { useAt, usesOf } from "../cluster/uses.ts";
import type { Certificate, Pki } from "../pki.ts";
import { reportFaults } from "../ruleKit/reportFaults.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate, shownIssuer } from "../ruleKit/shownCertificate.ts";
import { isAuthority, isSelfSigned } from "../x509/authority.ts";
import { allBlocksOf } from "../x509/blockOfFile.ts";
import { authoritiesIn, issuersNearby } from "../x509/certificateChain.ts";
import { certificatesOf, isFullyKnown } from "../x509/contents.ts";
import { findIssuer } from "../x509/issuer.ts";
import { groupByName } from "../x509/sameName.ts";
import { namesOf } from "../x509/words.ts";

/** The CA file holds an intermediate without its root. */
export const caIssuerMissing: Rule = {
  id: "ca-issuer-missing",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The CA file holds an intermediate without its root.",
  instead: "Append the root, and every intermediate between them, to the CA file.",
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_ca_file")) {
      const all = certificatesOf(use, cluster.openSsl);
      if (!isFullyKnown(use)) continue;
      const hasRoot = all.some(isSelfSigned);
      const faults = lackingIssuers(all, cluster.pki).map((certificate) => {
        const [name, issuer] = [shownCertificate(certificate), shownIssuer(certificate)];
        return {
          place: use.place,
          name: `${name}, issued by ${issuer}`,
          message: `The CA file lacks ${issuer}, the issuer of the intermediate ${name}; append it.`,
          together: (count: number) =>
            `${use.file.path} lacks the issuers of ${count} intermediates; append them.`,
          details: {
            detail: `The server refuses every client certificate that ${certificate.subject.text} issued with “unable to get issuer certificate”.`,
            ...(hasRoot && { severity: "warning" as const }),
          },
        };
      });
      reportFaults(report, faults);
    }
  },
  looksNearby: true,
  fix(finding, { cluster, nearby }) {
    const use = useAt(finding, cluster, "ssl_ca_file");
    if (!isDecoded(use?.file)) return [];
    const all = certificatesOf(use, cluster.openSsl);
    const known = new Set(all.map(({ fingerprint }) => fingerprint));
    const authorities = authoritiesIn(nearby);
    const found = lackingIssuers(all, cluster.pki)
      .flatMap((certificate) => issuersNearby(certificate, authorities, cluster.pki))
      .filter(({ certificate: { fingerprint } }) => !known.has(fingerprint) && known.add(fingerprint));
    if (!found.some(({ certificate }) => isSelfSigned(certificate))) return [];
    const names = namesOf(found.map(({ certificate }) => certificate));
    const files = [...new Set(found.map(({ file }) => pathOf(file.uri)))].join(", ");
    return rewriteFix(`Add ${names} from ${files}`, use, [...allBlocksOf(use.file), ...found]);
  },
};

export const caIssuerMissingPage: RulePage = {
  why: "The server follows a client's certificate up to a root that it trusts. An intermediate does not count as one, even in `ssl_ca_file`. Without the root the server refuses every client certificate of that intermediate with “unable to get issuer certificate”, whatever the client sends.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      #             ^^^^^^^^
      -- ca.crt: intermediate --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      #             ^^^^^^^^ the root is in a file that no setting names
      -- ca.crt: intermediate --
      -- root.crt: root --
    `,
  ],
  fixed: [
    null,
    `
    -- ca.crt --
    1. CN=Intermediate
    2. CN=Root, from /data/root.crt
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      -- ca.crt: intermediate + root --
    `,
  ],
};

/** The intermediates among certificates whose issuer is certainly not among them. */
function lackingIssuers(all: readonly Certificate[], pki: Pki | undefined): readonly Certificate[] {
  const bySubject = groupByName(all, ({ subject }) => subject);
  return all.filter((certificate) => {
    if (isSelfSigned(certificate) || !isAuthority(certificate)) return false;
    const named = bySubject.get(certificate.issuer.canonical) ?? [];
    const { issuer, possible } = findIssuer(certificate, named, (other) => other, pki);
    return !(issuer ?? possible);
  });
}
