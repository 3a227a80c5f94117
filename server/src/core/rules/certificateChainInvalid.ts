import { identitiesOf } from "../cluster/uses.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { AlternativeName, Certificate, Pki } from "../pki.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { type Chain, chainOf, isIssuer } from "../x509/certificateChain.ts";
import { certificatesOf } from "../x509/contents.ts";
import { faultOf } from "../x509/verifyCertificates.ts";
import { nameOf } from "../x509/words.ts";

/** The issuers of the server's certificate cannot vouch for it. */
export const certificateChainInvalid: Rule = {
  id: "certificate-chain-invalid",
  severity: "warning",
  serverEffect: null,
  summary: "The certificates above the server's own do not vouch for it.",
  why: "The server never verifies its own chain: it starts and sends what is in the file. Clients that verify do, and refuse to connect when an issuer is no CA, may not sign certificates, is not meant for TLS servers, allows fewer CAs below it than there are, or bears the right name and did not make the signature (a CA that was set up anew with another key).",
  instead:
    "Get the certificates of the issuers from whoever issued the server's: each must have signed the one before it.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ an intermediate of the same name, made anew
      -- server.crt: leaf + impostor --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the issuer is no CA
      -- server.crt: leaf-of-no-ca + no-ca --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ca_file = 'root.crt'
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the root allows no CA below it
      -- server.crt: leaf + intermediate --
      -- root.crt: narrow-root --
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
  cluster({ cluster }, report) {
    for (const identity of identitiesOf(cluster)) {
      const chain = chainOf(identity, cluster.openSsl, cluster.pki);
      const { certificate } = identity;
      if (!chain || !certificate) continue;
      const [, ...sent] = certificatesOf(certificate, cluster.openSsl);
      const fault = faultInChain(chain.path, cluster.openSsl) ?? findNamesake(chain, sent, cluster.pki);
      if (fault)
        report(
          certificate.place,
          `${fault} The server starts all the same; clients that verify refuse to connect.`,
        );
    }
  },
};

/** Why an issuer's certificate is no use to the one below it, the first fault on the way up. */
function faultInChain(path: readonly Certificate[], family: OpenSslFamily): string | undefined {
  for (const [depth, issuer] of path.entries()) {
    const below = path[depth - 1];
    if (!below) continue;
    const { keyUsages, subjectKeyIdentifier: own } = issuer;
    const { authorityKeyIdentifier: wanted } = below;
    if (keyUsages && !keyUsages.includes("keyCertSign"))
      return `The key of ${nameOf(issuer)} may not sign certificates (its key usage lacks keyCertSign).`;
    if (wanted && own && wanted !== own)
      return `${nameOf(below)} asks for an issuer with the key identifier ${wanted}, and that of ${nameOf(issuer)} is ${own}.`;
    const fault =
      faultOf(issuer, depth, path, family, "server") ??
      path
        .slice(0, depth)
        .map((one) => forbiddenName(one, issuer))
        .find(Boolean);
    if (fault) return fault;
  }
  return undefined;
}

/** A host name for which a CA may not issue (RFC 5280, 4.2.1.10). Constraints on other kinds of names are not looked at. */
function forbiddenName({ alternativeNames }: Certificate, issuer: Certificate): string | undefined {
  const { permitted = [], excluded = [] } = issuer.nameConstraints ?? {};
  const basesOf = (names: readonly AlternativeName[]) =>
    names.flatMap(({ kind, value }) => (kind === "dns" ? [value.toLowerCase()] : []));
  const [allowed, barred] = [basesOf(permitted), basesOf(excluded)];
  const names = alternativeNames.filter(({ kind }) => kind === "dns").map(({ value }) => value);
  const found = names.find((name) => {
    const isWithin = (base: string) =>
      base === "" || `.${name.toLowerCase()}`.endsWith(`.${base.replace(/^\./, "")}`);
    return barred.some(isWithin) || (allowed.length > 0 && !allowed.some(isWithin));
  });
  return found && `${nameOf(issuer)} may not issue certificates for ${found} (name constraints).`;
}

/**
 * A certificate that bears an issuer's name and did not sign. OpenSSL takes the first of that name, even when the right one
 * stands below it.
 */
function findNamesake(
  { links, knownIssuer }: Chain,
  sent: readonly Certificate[],
  pki: Pki | undefined,
): string | undefined {
  for (const [depth, link] of links.entries()) {
    const isLast = depth === links.length - 1;
    if (link.selfIssued || (isLast && knownIssuer)) continue;
    const namesake = sent.find(({ subject }) => subject.text === link.issuer.text);
    if (!namesake || isIssuer(namesake, link, pki) !== false) continue;
    return `${nameOf(link)} was not signed with the key of ${nameOf(namesake)} in the file, although that bears its issuer's name: it is another CA of that name, or the CA has a new key.`;
  }
  return undefined;
}
