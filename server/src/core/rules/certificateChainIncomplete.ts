import { isDecoded } from "../cluster/decodedFile.ts";
import { pathOf } from "../cluster/uris.ts";
import { useAt } from "../cluster/uses.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate, shownIssuer } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { allBlocksOf, type BlockOfFile, blockAt } from "../x509/blockOfFile.ts";
import { authoritiesIn, chainOf, issuersNearby, ownPosition } from "../x509/certificateChain.ts";
import { isIssuer } from "../x509/issuer.ts";
import { isSameName } from "../x509/sameName.ts";
import { namesOf } from "../x509/words.ts";

/** Intermediates are missing between the server's certificate and the root that clients trust. */
export const certificateChainIncomplete: Rule = {
  id: "certificate-chain-incomplete",
  severity: "warning",
  serverEffect: null,
  summary: "The server's file lacks an intermediate certificate.",
  instead: "Append the issuer of each certificate in the file, up to the last before the root.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const last = chain?.links.at(-1);
      const place = identity.certificate?.place;
      if (!chain || !last || !place || isSelfSigned(last) || ownPosition(identity, cluster.openSsl) > 0)
        continue;
      const isAlone = chain.links.length === 1 && chain.others.length === 0;
      const issuer = shownIssuer(last);
      // The root need not be sent.
      if (cluster.known?.roots.some((root) => isIssuer(root, last, cluster.pki))) continue;
      if (chain.knownIssuer) {
        // Alone in its file, the certificate is completed from the CA file.
        if (isAlone || isSelfSigned(chain.knownIssuer)) continue;
        report(place, `The intermediate ${issuer} is in the CA file but not here; append it to this file.`, {
          detail: `It issued ${shownCertificate(last)}. The server sends only this file, so clients that have just the root cannot verify it.`,
        });
      } else if (chain.others.some(({ subject }) => isSameName(subject, last.issuer))) {
        // Another certificate with the issuer's name is reported by another rule.
      } else if (chain.links.length === 1 && chain.others.length > 0) {
        report(place, `The file lacks ${issuer}, the issuer of ${shownCertificate(last)}; append it.`, {
          detail: `The file has ${namesOf(chain.others)} instead. Clients that do not have that issuer cannot verify the server.`,
        });
      } else if (isAlone) {
        report(
          place,
          `The file holds only the server certificate; append its issuer ${issuer} if that is not a root.`,
          {
            severity: "hint",
            detail:
              "If the issuer is an intermediate, clients that have just the root cannot verify the server without it.",
          },
        );
      }
    }
  },
  looksNearby: true,
  fix(finding, { cluster, nearby }) {
    const use = useAt(finding, cluster, "ssl_cert_file");
    const identity = cluster.identities.find(({ certificate }) => certificate === use);
    const chain = identity && chainOf(identity, cluster.openSsl, cluster.pki);
    const last = chain?.links.at(-1);
    if (!isDecoded(use?.file) || !last) return [];
    const found = issuersNearby(last, authoritiesIn(nearby), cluster.pki).filter(
      ({ certificate }) => !isSelfSigned(certificate),
    );
    if (found.length === 0) return [];
    const blocks = allBlocksOf(use.file);
    const isLink = (block: BlockOfFile) =>
      chain?.links.some((link) => link === blockAt(block)?.certificate) === true;
    const [links, others] = [blocks.filter(isLink), blocks.filter((block) => !isLink(block))];
    const files = [...new Set(found.map(({ file }) => pathOf(file.uri)))].join(", ");
    const names = namesOf(found.map(({ certificate }) => certificate));
    return rewriteFix(`Add ${names} from ${files}`, use, [...links, ...found, ...others]);
  },
};

export const certificateChainIncompletePage: RulePage = {
  why: "Clients usually have only the root. The server has to send every intermediate between the root and its own certificate; without one, clients that verify fail with “certificate verify failed” or “unknown issuer”. If the file holds only the server's own certificate, OpenSSL adds intermediates from `ssl_ca_file`; if it holds more than one, the server sends just the file.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the second is not the issuer of the first
      -- server.crt: leaf + other-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ fine only where the issuer is a root
      -- server.crt: leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the root at hand is not its issuer
      -- server.crt: leaf --
      -- root.crt: root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the intermediate is in a file that no setting names
      -- server.crt: leaf --
      -- intermediate.crt: intermediate --
    `,
  ],
  fixed: [
    null,
    null,
    null,
    `
    -- server.crt --
    1. CN=db.example.com
    2. CN=Intermediate, from /data/intermediate.crt
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf + intermediate --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      ssl_ca_file = 'ca.crt'
      -- server.crt: leaf --
      -- ca.crt: intermediate + root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: other-root-leaf --
      -- root.crt: other-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'tls/server.crt'
      -- tls/server.crt: other-root-leaf --
      -- tls/ca.pem: root + other-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: other-root-leaf --
      -- trusted/roots.pem: other-root --
      -- pg_service.conf --
      [shop]
      host=db.example.com
      sslrootcert=/data/trusted/roots.pem
    `,
  ],
};
