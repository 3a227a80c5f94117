import type { FileUse } from "../../cluster/cluster.ts";
import { usesOf } from "../../cluster/uses.ts";
import type { Certificate } from "../../pki.ts";
import { certificatesOf, isFullyKnown } from "../../x509/contents.ts";
import { revocationOf } from "../../x509/crlCoverage.ts";
import { verifyCertificates } from "../../x509/verifyCertificates.ts";
import { checkRevocation } from "./checkRevocation.ts";
import type { Answer, Client, ConnectionFacts } from "./connection.ts";

/** How the TLS handshake goes. */
export interface Handshake extends Answer {
  /** Whether the server has CA certificates for clients: without any it requests no client certificate. */
  readonly hasAuthorities: boolean | undefined;
  /** The client's own certificate, when the server requested it. */
  readonly certificate?: Certificate;
}

/** Whether the handshake of a client over TLS succeeds; a certificate that the server does not verify ends it. */
export function checkHandshake(facts: ConnectionFacts, client: Client): Handshake {
  const identity = identityFor(facts, client.serverName);
  if (!identity)
    return {
      is: false,
      reason: client.serverName
        ? `pg_hosts.conf has no line for ${client.serverName}.`
        : "pg_hosts.conf has no line for clients that name no host.",
      hasAuthorities: undefined,
    };
  const [leaf, ...sent] = client.certificates ?? [];
  const { authorities } = identity;
  if (!facts.cluster.settings) {
    const reason = "It depends on postgresql.conf, which is not known here.";
    return {
      is: leaf ? undefined : true,
      reason,
      hasAuthorities: undefined,
      ...(leaf && { certificate: leaf }),
    };
  }
  if (!authorities) return { is: true, reason: "The server requests no certificate.", hasAuthorities: false };
  if (!leaf) return { is: true, reason: "The client has no certificate.", hasAuthorities: true };
  return { ...verify([leaf, ...sent], authorities, facts), hasAuthorities: true, certificate: leaf };
}

function verify(
  sent: [Certificate, ...Certificate[]],
  authorities: FileUse,
  { cluster, pki, now }: ConnectionFacts,
): Answer {
  if (!pki || !isFullyKnown(authorities))
    return { is: undefined, reason: `It depends on ${authorities.file.path}, which is not known here.` };
  if (sent[0].subject.commonName?.includes("\0"))
    return { is: false, reason: "The certificate's common name has a zero byte in it." };
  const family = cluster.openSsl;
  const revocation = revocationOf(cluster);
  // OpenSSL takes certificates for trusted wherever it is given any, the revocation lists' file included.
  const trusted = [authorities, ...usesOf(cluster, "ssl_crl_file")].flatMap((use) =>
    certificatesOf(use, family),
  );
  const verified = verifyCertificates(sent, { trusted, purpose: "client", family, pki, now });
  if (verified.is === false || !verified.chain || !revocation) return verified;
  const revoked = checkRevocation(verified.chain, revocation.crls, revocation.isComplete, pki, now);
  return revoked.is ? verified : revoked;
}

/** The CA file that counts for a host name; `undefined` when pg_hosts.conf leaves the client without a certificate. */
function identityFor(
  { cluster }: ConnectionFacts,
  serverName: string | undefined,
): { readonly authorities?: FileUse } | undefined {
  const certificates = usesOf(cluster, "ssl_cert_file").filter(({ hostNames }) => hostNames);
  const bundles = usesOf(cluster, "ssl_ca_file");
  if (certificates.length === 0) return bundles[0] ? { authorities: bundles[0] } : {};
  const lineOf = (name: string) =>
    certificates.find(({ hostNames }) => hostNames?.some((own) => own.toLowerCase() === name.toLowerCase()));
  const line = (serverName ? lineOf(serverName) : lineOf("/no_sni/")) ?? lineOf("*");
  if (!line) return undefined;
  const { uri, line: row } = line.place;
  const own = bundles.find(({ place }) => place.uri === uri && place.line === row);
  return own ? { authorities: own } : {};
}
