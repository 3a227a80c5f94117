import type { Identity } from "../../cluster/cluster.ts";
import { usesOf } from "../../cluster/uses.ts";
import type { Certificate } from "../../pki.ts";
import { certificatesOf } from "../../x509/contents.ts";
import { unsentKey, unusableKey } from "../../x509/handshakeKey.ts";
import { verifyClient } from "../../x509/verifyClient.ts";
import { nameOf } from "../../x509/words.ts";
import { leavesNoHandshake, writtenLevel } from "../../x509/writtenLevel.ts";
import type { Answer, Client, ConnectionFacts } from "./connection.ts";

/** How the TLS handshake goes. */
export interface Handshake extends Answer {
  /** Whether the server has CA certificates for clients: without any it requests no client certificate. */
  readonly hasAuthorities: boolean | undefined;
  /** The client's own certificate, when the server requested it. */
  readonly certificate?: Certificate;
  /** The server's own certificate, where it is known. */
  readonly server?: Certificate;
  /** The session itself does not come about, before any certificate of the client counts. */
  readonly isUnencrypted?: true;
}

/** Whether the handshake of a client over TLS succeeds; a certificate that the server does not verify ends it. */
export function checkHandshake(facts: ConnectionFacts, client: Client): Handshake {
  const identity = identityFor(facts, client.serverName);
  const { openSsl } = facts.cluster;
  const [server] = certificatesOf(identity?.certificate, openSsl);
  const unusable = server && unusableKey(server, facts.cluster);
  if (unusable)
    return {
      is: false,
      reason: `The server certificate ${nameOf(server)} ${unusable.why}.`,
      hasAuthorities: undefined,
      isUnencrypted: true,
    };
  const level = writtenLevel(facts.cluster) ?? 0;
  if (leavesNoHandshake(level, facts.cluster))
    return {
      is: undefined,
      reason: `With @SECLEVEL=${level} in ssl_ciphers few clients get a handshake.`,
      hasAuthorities: undefined,
      isUnencrypted: true,
    };
  return { ...checkCertificate(identity, facts, client), ...(server && { server }) };
}

function checkCertificate(
  identity: ReturnType<typeof identityFor>,
  facts: ConnectionFacts,
  client: Client,
): Handshake {
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
  const unsent = unsentKey(leaf, facts.cluster.openSsl);
  if (unsent)
    return {
      is: true,
      reason: `The client does not send its certificate: ${nameOf(leaf)} ${unsent}.`,
      hasAuthorities: true,
    };
  return {
    ...verifyClient([leaf, ...sent], authorities, facts.cluster, facts.now),
    hasAuthorities: true,
    certificate: leaf,
  };
}

/** The files that count for a host name; `undefined` when pg_hosts.conf leaves the client without a certificate. */
function identityFor(
  { cluster }: ConnectionFacts,
  serverName: string | undefined,
): Pick<Identity, "certificate" | "authorities"> | undefined {
  const all = usesOf(cluster, "ssl_cert_file");
  const certificates = all.filter(({ hostNames }) => hostNames);
  const bundles = usesOf(cluster, "ssl_ca_file");
  if (certificates.length === 0)
    return { ...(all[0] && { certificate: all[0] }), ...(bundles[0] && { authorities: bundles[0] }) };
  const lineOf = (name: string) =>
    certificates.find(({ hostNames }) => hostNames?.some((own) => own.toLowerCase() === name.toLowerCase()));
  const line = (serverName ? lineOf(serverName) : lineOf("/no_sni/")) ?? lineOf("*");
  if (!line) return undefined;
  const { uri, line: row } = line.place;
  const own = bundles.find(({ place }) => place.uri === uri && place.line === row);
  return { certificate: line, ...(own && { authorities: own }) };
}
