import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate, Pki } from "../pki.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { isSelfSigned, maySignCertificates } from "../x509/authority.ts";
import { type Chain, chainOf } from "../x509/certificateChain.ts";
import { certificatesOf } from "../x509/contents.ts";
import { isIssuer } from "../x509/issuer.ts";
import { forbiddenNameIn } from "../x509/nameConstraints.ts";
import { isSameName } from "../x509/sameName.ts";
import { faultOf } from "../x509/verifyCertificates.ts";

/** The certificates above the server's own do not verify it. */
export const certificateChainInvalid: Rule = {
  id: "certificate-chain-invalid",
  severity: "warning",
  serverEffect: null,
  summary: "The issuers' certificates in the server's chain do not verify the server's own.",
  instead:
    "Get the certificates of the issuers from whoever issued the server's: each must have signed the one before it.",
  cluster({ cluster }, report) {
    for (const identity of cluster.identities) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const { certificate } = identity;
      if (!chain || !certificate) continue;
      const [, ...sent] = certificatesOf(certificate, cluster.openSsl);
      const fault = faultInChain(chain.path, cluster.openSsl) ?? findNamesake(chain, sent, cluster.pki);
      if (fault)
        report(certificate.place, fault.message, {
          detail:
            `${fault.detail ?? ""} The server starts and sends this chain, but clients that verify it refuse to connect.`.trim(),
        });
    }
  },
};

export const certificateChainInvalidPage: RulePage = {
  why: "The server never verifies its own chain: it starts and sends what is in the file. Clients that verify it refuse to connect when an issuer is not a CA, is not permitted to sign certificates, is not meant for TLS servers, permits fewer CAs below it than there are, has name constraints that do not permit a name of the server, has a critical extension that OpenSSL does not handle, or has the right name but did not make the signature (a CA that was set up again with another key).",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ another intermediate of the same name
      -- server.crt: leaf + impostor --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the issuer is not a CA
      -- server.crt: leaf-of-no-ca + no-ca --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the root permits no CA below it
      -- server.crt: leaf + intermediate --
      -- root.crt: narrow-root --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the intermediate may not issue for localhost
      -- server.crt: leaf + example-intermediate --
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      ssl_ca_file = 'root.crt'
      -- server.crt: leaf + intermediate --
      -- root.crt: root --
    `,
  ],
};

/** What is wrong in a chain. */
interface Fault {
  readonly message: string;
  readonly detail?: string;
}

/** Why an issuer's certificate does not verify the one below it, the first fault on the way up. */
function faultInChain(path: readonly Certificate[], family: OpenSslFamily): Fault | undefined {
  for (const [depth, issuer] of path.entries()) {
    const below = path[depth - 1];
    if (!below) continue;
    const { subjectKeyIdentifier: own } = issuer;
    const { authorityKeyIdentifier: wanted } = below;
    if (!maySignCertificates(issuer))
      return {
        message: `The key usage of ${shownCertificate(issuer)} lacks keyCertSign, so it cannot be an issuer; replace it.`,
      };
    if (wanted && own && wanted !== own)
      return {
        message: `${shownCertificate(issuer)} does not have the key that signed ${shownCertificate(below)}; replace it with the true issuer.`,
        detail: `The authority key identifier is ${wanted}, but the issuer's subject key identifier is ${own}.`,
      };
    const forbidden = forbiddenNameIn(path.slice(0, depth + 1));
    const fault = faultOf(issuer, depth, path, family, "server");
    if (fault) return { message: fault.replace(/\.$/, "; get the right chain from the CA.") };
    if (forbidden?.is === false)
      return { message: forbidden.reason.replace(/\.$/, "; have it issued for a permitted name.") };
  }
  return undefined;
}

/**
 * A certificate with an issuer's name that did not sign. OpenSSL uses the first of that name, even when the right one follows.
 */
function findNamesake(
  { links, knownIssuer }: Chain,
  sent: readonly Certificate[],
  pki: Pki | undefined,
): Fault | undefined {
  for (const [depth, link] of links.entries()) {
    const isLast = depth === links.length - 1;
    if (isSelfSigned(link) || (isLast && knownIssuer)) continue;
    const namesake = sent.find(({ subject }) => isSameName(subject, link.issuer));
    if (!namesake || isIssuer(namesake, link, pki) !== false) continue;
    return {
      message: `${shownCertificate(namesake)} in this file did not sign ${shownCertificate(link)}; replace it with the true issuer.`,
      detail:
        "It has the issuer's name but another key: it is another CA of that name, or the CA has a new key.",
    };
  }
  return undefined;
}
