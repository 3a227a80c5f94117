import type { Crl } from "../pki.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { chainAmong } from "../x509/certificateChain.ts";
import {
  crlPlace,
  crlsSignedBy,
  issuingAuthorities,
  looksUpRoots,
  maxInOneName,
  revocationOf,
} from "../x509/crlCoverage.ts";
import { isIssuer } from "../x509/issuer.ts";
import { lookUpCrl } from "../x509/lookUpCrl.ts";
import { groupByName } from "../x509/sameName.ts";

/** A CRL does not cover certificates that the server looks up in it. */
export const crlScope: Rule = {
  id: "crl-scope",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A CRL is limited to certificates other than those that the server looks up.",
  instead:
    "Have the CA publish a complete CRL without an issuing distribution point, or add the CRLs for the other certificates to the file.",
  cluster({ cluster, now }, report) {
    const revocation = revocationOf(cluster);
    if (!revocation?.isComplete) return;
    const { pki, openSsl: family } = cluster;
    const { authorities, crls, crlsByIssuer } = revocation;
    const issuing = issuingAuthorities(revocation);
    const limit = (crl: (typeof crls)[number] | undefined) => {
      const { only = [], names } = crl?.distributionPoint ?? {};
      const [name] = names ?? [];
      return (
        only[0]?.replace("-", " ").replace(/^ca/, "CA") ??
        `certificates that name ${name?.value.slice(0, 60) ?? "its distribution point"}`
      );
    };
    // A CRL of a CA that is not in the file: clients send its certificate with their own.
    const names = new Set(authorities.map(({ subject }) => subject.canonical));
    const hasForeignList = crls.some(({ issuer }) => !names.has(issuer.canonical));
    const bySubject = groupByName(authorities, ({ subject }) => subject);
    const byIssuer = groupByName(issuing, ({ issuer }) => issuer);
    const hasRoots = issuing.filter(isSelfSigned).length > 1;
    for (const authority of issuing) {
      const name = shownCertificate(authority);
      const inIssuersName = crlsByIssuer.get(authority.issuer.canonical) ?? [];
      const chain = chainAmong(authority, bySubject, pki);
      if (!chain || inIssuersName.length > maxInOneName) continue;
      const own = lookUpCrl(authority, chain.slice(1), inIssuersName, { family, pki, now });
      const isInDoubt = isSelfSigned(authority) && !looksUpRoots(family);
      if (own.crl && (own.fault === "scope" || own.fault === "missing")) {
        report(
          crlPlace(revocation, own.crl),
          `The CRL of ${name}'s issuer does not cover ${name} itself; get a complete CRL.`,
          {
            detail: `It covers only ${limit(own.crl)}. The server looks up every CA of a client's chain as well, and refuses all clients of this one with “Different CRL scope”.`,
            ...(hasRoots && { severity: "warning" }),
            // 3.5 looks the root up, and 3.6 does not.
            ...(isInDoubt && { severity: "warning", serverEffect: null }),
          },
        );
        if (!isInDoubt) continue;
      }
      // The CRLs of a CA that issues other CAs alone need not be about clients.
      const crls = crlsSignedBy(authority, revocation, cluster) ?? [];
      const hasCasBelow =
        hasForeignList ||
        byIssuer
          .get(authority.subject.canonical)
          ?.some((other) => other !== authority && isIssuer(authority, other, pki) !== false);
      if (crls.length === 0 || hasCasBelow) continue;
      const [first] = crls;
      const isForClients = ({ distributionPoint }: Crl) =>
        (distributionPoint?.only[0] ?? "user-certificates") === "user-certificates";
      const place = crlPlace(revocation, first);
      if (!crls.some(isForClients))
        report(place, `The CRL of ${name} does not cover client certificates; add the one that does.`, {
          detail: `It covers only ${limit(first)}. The server refuses every client certificate that this CA issued with “Different CRL scope”.`,
          ...(issuing.length > 1 && { severity: "warning" }),
        });
      else if (crls.filter(isForClients).every((crl) => crl.distributionPoint?.names))
        report(
          place,
          `The CRL of ${name} counts only for ${limit(crls.find(isForClients))}; get a complete CRL.`,
          {
            severity: "information",
            serverEffect: null,
            detail:
              "The server refuses a client whose certificate does not have this name among its CRL distribution points with “Different CRL scope”.",
          },
        );
    }
  },
};

export const crlScopePage: RulePage = {
  why: "A CRL's issuing distribution point may limit it to user certificates, to CA certificates, or to certificates that name the same distribution point, as many CA servers do by default. For each client the server looks up the client's certificate and every CA above it, the root included. If a CA's CRL does not cover one of them, and there is no other CRL of that CA, the client is refused with “Different CRL scope”.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ the root itself is a CA certificate
      -- ca.crt: root --
      -- root.crl: users-crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ the root does not name the distribution point
      -- ca.crt: root --
      -- root.crl: placed-crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'root.crl'
      #              ^^^^^^^^^^ the root issues clients
      -- ca.crt: root --
      -- root.crl: authorities-crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'all.crl'
      #              ^^^^^^^^^ only clients that name the distribution point
      -- ca.crt: root + intermediate --
      -- all.crl: crl + placed-intermediate-crl --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'all.crl'
      -- ca.crt: root --
      -- all.crl: users-crl + authorities-crl --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'ca.crt'
      ssl_crl_file = 'all.crl'
      -- ca.crt: root + intermediate --
      -- all.crl: authorities-crl + users-intermediate-crl --
    `,
  ],
};
