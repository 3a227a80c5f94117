import { isDecoded } from "../cluster/decodedFile.ts";
import { useAt } from "../cluster/uses.ts";
import { rewriteFix } from "../ruleKit/rewriteFix.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate, shownCertificates } from "../ruleKit/shownCertificate.ts";
import { allBlocksOf, blockAt } from "../x509/blockOfFile.ts";
import { chainOf } from "../x509/certificateChain.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isIssuer } from "../x509/issuer.ts";
import { namesOf } from "../x509/words.ts";

/** The certificates above the server's own are in the wrong order, or do not belong to its chain. */
export const certificateChainShuffled: Rule = {
  id: "certificate-chain-shuffled",
  severity: "information",
  serverEffect: null,
  summary: "The intermediates in the server's file are out of order, or other certificates are among them.",
  instead: "The server's certificate, its issuer, the issuer's issuer, and nothing else.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const place = identity.certificate?.place;
      // Without any issuer of the first one, more is wrong than the order, and other rules report it.
      if (!chain || !place || chain.links.length < 2) continue;
      const file = certificatesOf(identity.certificate, cluster.openSsl);
      const ordered = file.filter((certificate) => chain.links.includes(certificate));
      const strangers = chain.others.filter(
        (other) => !chain.links.some((link) => isIssuer(other, link, cluster.pki) === undefined),
      );
      const misplaced = ordered.find((certificate, at) => certificate !== chain.links[at]);
      if (misplaced)
        report(
          place,
          `${shownCertificate(misplaced)} is in the wrong place; put each issuer directly after what it issued.`,
          {
            detail: "The server sends the certificates in this order, and strict clients refuse to connect.",
          },
        );
      else if (strangers.length > 0) {
        const [are, them] = strangers.length > 1 ? ["are", "them"] : ["is", "it"];
        report(
          place,
          `${shownCertificates(strangers)} ${are} not part of the chain, or in it twice; remove ${them}.`,
          { detail: `The server also sends ${namesOf(strangers)}, which makes every handshake longer.` },
        );
      }
    }
  },
  fix(finding, { cluster }) {
    const use = useAt(finding, cluster, "ssl_cert_file");
    const identity = cluster.identities.find(({ certificate }) => certificate === use);
    const chain = identity && chainOf(identity, cluster.openSsl, cluster.pki);
    if (!isDecoded(use?.file) || !chain) return [];
    const blocks = allBlocksOf(use.file);
    const links = chain.links.flatMap(
      (link) => blocks.find((block) => blockAt(block)?.certificate === link) ?? [],
    );
    const isOrdered = links.every(({ index }, at) => at === 0 || index > (links[at - 1]?.index ?? 0));
    const rest = blocks.filter((block) => !links.includes(block));
    return isOrdered
      ? rewriteFix("Remove what is not part of the chain", use, [
          ...links,
          ...rest.filter((block) => !blockAt(block)?.certificate),
        ])
      : rewriteFix("Put each issuer after the certificate that it issued", use, [...links, ...rest]);
  },
};

export const certificateChainShuffledPage: RulePage = {
  why: "The server sends the file in its own order. TLS up to 1.2 requires each certificate to be followed by its issuer, and some clients and devices insist on it; those on OpenSSL, Go and rustls sort the chain themselves. A certificate that is not part of the chain, or is in the file twice, only makes every handshake longer.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the root comes before the intermediate
      -- server.crt: leaf + root + intermediate --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the second copy
      -- server.crt: leaf + intermediate + intermediate --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ an intermediate of another chain
      -- server.crt: leaf + intermediate + client-intermediate --
    `,
  ],
  fixed: [
    `
    -- server.crt --
    1. CN=db.example.com
    2. CN=Intermediate, was number 3
    3. CN=Root, was number 2
    `,
    `
    -- server.crt --
    1. CN=db.example.com
    2. CN=Intermediate
    left out: CN=Intermediate
    `,
    `
    -- server.crt --
    1. CN=db.example.com
    2. CN=Intermediate
    left out: CN=Intermediate
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf + intermediate + root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf + other-root --
    `,
  ],
};
