import { usesOf } from "../../cluster/uses.ts";
import type { ConnectionKind } from "../../model/connectionChange.ts";
import type { Place } from "../../model/span.ts";
import type { Certificate, Pki } from "../../pki.ts";
import { isAuthority, isSelfSigned } from "../../x509/authority.ts";
import { certificatesOf, crlsOf } from "../../x509/contents.ts";
import { revocationOf } from "../../x509/crlCoverage.ts";
import { nameOf } from "../../x509/words.ts";
import { checkHandshake } from "../connect/checkHandshake.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { whyNoTls } from "../connect/decideConnection.ts";
import type { CertificateState } from "./fate.ts";

/** How a configuration treats a kind of connection before it looks at records. */
export interface Side {
  /** No record counts: connections of this kind are refused, and this place is the cause. */
  readonly isClosed: boolean;
  readonly certificate: CertificateState;
  readonly place?: Place;
  readonly reason?: string;
}

/** A kind of connection under both configurations. */
export interface Scenario {
  readonly kind: ConnectionKind;
  /** Of TLS: whose certificate the client sends; absent where it sends none. */
  readonly certificate?: string;
  /** Of TLS: the host name that the client requests. */
  readonly serverName?: string;
  readonly before: Side;
  readonly after: Side;
}

const open: Side = { isClosed: false, certificate: "none" };

/** All kinds of connections that one of two configurations treats differently from the others. */
export function scenariosOf(before: ConnectionFacts, after: ConnectionFacts): Scenario[] {
  const both = [before, after];
  const scenarios: Scenario[] = [
    { kind: "local", before: open, after: open },
    { kind: "cleartext", before: open, after: open },
  ];
  if (both.some(({ cluster }) => cluster.build.has("gssapi"))) {
    const side = ({ cluster }: ConnectionFacts): Side =>
      cluster.build.has("gssapi") ? open : { ...open, isClosed: true };
    scenarios.push({ kind: "gss", before: side(before), after: side(after) });
  }
  for (const serverName of serverNamesOf(both))
    for (const [name, client] of clientsOf(before, after))
      scenarios.push({
        kind: "tls",
        ...(name !== undefined && { certificate: name }),
        ...(serverName !== undefined && { serverName }),
        before: tlsSide(before, client, serverName),
        after: tlsSide(after, client, serverName),
      });
  return scenarios;
}

/** Whether both configurations refuse connections of a kind before they look at records. */
export const isClosedForBoth = ({ before, after }: Scenario): boolean => before.isClosed && after.isClosed;

/** The host names that lines of pg_hosts.conf distinguish; `undefined` is a client that names none. */
function serverNamesOf(both: readonly ConnectionFacts[]): readonly (string | undefined)[] {
  const names = new Set(
    both.flatMap(({ cluster }) =>
      usesOf(cluster, "ssl_cert_file").flatMap(({ hostNames = [] }) => hostNames),
    ),
  );
  if (names.size === 0) return [undefined];
  return [undefined, ...[...names].filter((name) => name !== "*" && name !== "/no_sni/"), otherHost];
}

/** A host name that no line has. */
export const otherHost = "(any other)";

/** What a client sends, beside its own certificate the certificates of all CAs. */
type Sent = readonly [Certificate, ...Certificate[]];

/** Any certificate that the server verifies, where both verify the same ones. */
type Client = Sent | "verified" | undefined;

/** Revoked certificates that are distinguished. */
const maxRevoked = 200;

/** The clients that the CA files and CRLs of two configurations treat differently: without a certificate, and with one of some CA. */
function clientsOf(
  before: ConnectionFacts,
  after: ConnectionFacts,
): readonly (readonly [name: string | undefined, client: Client])[] {
  const authorities = uniqueAuthorities([before, after]);
  const withNone = [undefined, undefined] as const;
  if (authorities.length === 0 || contentsOf(before) === contentsOf(after)) {
    const hasNone = [before, after].every(
      ({ cluster }) => cluster.settings && usesOf(cluster, "ssl_ca_file").length === 0,
    );
    return hasNone ? [withNone] : [withNone, ["verified", "verified"]];
  }
  return [
    withNone,
    ...authorities.map((authority) => [nameOf(authority), clientOf(authority, authorities)] as const),
    ...authorities.flatMap((authority) =>
      revokedOnce(authority, [before, after]).map(
        (serial) =>
          [
            `serial number ${serial} of ${nameOf(authority)}`,
            clientOf(authority, authorities, serial),
          ] as const,
      ),
    ),
  ];
}

/** Serial numbers that the CRLs of just one configuration have. */
function revokedOnce(authority: Certificate, both: readonly ConnectionFacts[]): string[] {
  const [was = new Set<string>(), is = new Set<string>()] = both.map(({ cluster }) => {
    const crls = revocationOf(cluster)?.crlsByIssuer.get(authority.subject.canonical) ?? [];
    return new Set(crls.flatMap(({ revokedSerialNumbers }) => [...revokedSerialNumbers]));
  });
  return [
    ...[...was].filter((serial) => !is.has(serial)),
    ...[...is].filter((serial) => !was.has(serial)),
  ].slice(0, maxRevoked);
}

function uniqueAuthorities(both: readonly ConnectionFacts[]): Certificate[] {
  const found = new Map<string, Certificate>();
  for (const { cluster } of both)
    for (const use of usesOf(cluster, "ssl_ca_file"))
      for (const each of certificatesOf(use, cluster.openSsl))
        if (isAuthority(each) || isSelfSigned(each))
          found.set(`${each.subject.canonical} ${each.publicKey.fingerprint}`, each);
  return [...found.values()];
}

/** What the CA files and CRLs of a cluster hold; equal for two that verify the same certificates. */
function contentsOf({ cluster }: ConnectionFacts): string {
  const authorities = usesOf(cluster, "ssl_ca_file").map(
    (use) =>
      `${use.hostNames ?? ""} ${use.file.pem ? "" : use.file.path} ${certificatesOf(use, cluster.openSsl)
        .map(({ fingerprint }) => fingerprint)
        .sort()}`,
  );
  const lists = revocationOf(cluster);
  const crls = [...(lists?.crls ?? [])].map(
    ({ issuer, crlNumber, thisUpdate, revokedSerialNumbers }) =>
      `${issuer.canonical} ${crlNumber} ${thisUpdate} ${[...revokedSerialNumbers].sort()}`,
  );
  const [file] = usesOf(cluster, "ssl_crl_file");
  const unread = file && !file.file.pem ? file.file.path : "";
  const beside = file ? crlsOf(file, cluster.openSsl).length : 0;
  return [authorities.sort().join(), lists ? "checked" : "", crls.sort().join(), unread, beside].join("\n");
}

/** A certificate without faults that a CA issued to a client, as far as verification looks; no bytes of it exist. */
function clientOf(authority: Certificate, authorities: readonly Certificate[], serial = anySerial): Sent {
  const leaf: Certificate = {
    version: 3,
    serialNumber: serial,
    subject: { text: "CN=client", relativeNames: [], canonical: "\0client", commonName: "client" },
    issuer: authority.subject,
    notBefore: Number.NEGATIVE_INFINITY,
    notAfter: Number.POSITIVE_INFINITY,
    publicKey: { algorithm: "EC", bits: 256, curve: "prime256v1", fingerprint: "" },
    signatureAlgorithm: "ecdsa-with-SHA256",
    signatureDigest: "sha256",
    alternativeNames: [],
    ...(authority.subjectKeyIdentifier !== undefined && {
      authorityKeyIdentifier: authority.subjectKeyIdentifier,
    }),
    extensions: [],
    unknownCriticalExtensions: [],
    fingerprint: "",
    sha1Fingerprint: "",
    selfIssued: false,
    der: new Uint8Array(),
  };
  return [leaf, authority, ...authorities.filter((other) => other !== authority)];
}

/** The X.509 code, to which a certificate without bytes is signed by its CA. */
function withClient(pki: Pki, [leaf, authority]: Sent): Pki {
  return {
    ...pki,
    isSignedBy: (signed, issuer) =>
      signed === leaf
        ? issuer.publicKey.fingerprint === authority?.publicKey.fingerprint
        : pki.isSignedBy(signed, issuer),
  };
}

/** Why a client of a CA is refused, in words that are about all of its clients. */
function whyNotVerified({ cluster }: ConnectionFacts, [leaf, authority]: Sent): string | undefined {
  if (!authority) return undefined;
  const files = usesOf(cluster, "ssl_ca_file");
  const isThere = files.some((use) =>
    certificatesOf(use, cluster.openSsl).some(({ fingerprint }) => fingerprint === authority.fingerprint),
  );
  if (!isThere) return `The CA certificate ${nameOf(authority)} is not in ssl_ca_file.`;
  return leaf.serialNumber === anySerial ? undefined : "A CRL revokes the certificate.";
}

/** Of a client whose serial number does not count. */
const anySerial = "1";

function tlsSide(facts: ConnectionFacts, client: Client, serverName: string | undefined): Side {
  const { cluster } = facts;
  const closed = whyNoTls(facts);
  if (closed) return { ...open, isClosed: true, ...closed };
  const sent = client === "verified" ? undefined : client;
  const pki = sent && cluster.pki && withClient(cluster.pki, sent);
  const handshake = checkHandshake(
    { ...facts, cluster: { ...cluster, ...(pki && { pki }) } },
    {
      type: "ssl",
      database: "",
      user: "",
      ...(serverName !== undefined && { serverName }),
      ...(sent && { certificates: sent }),
    },
  );
  const { is, reason, isUnencrypted, hasAuthorities } = handshake;
  const causes = isUnencrypted
    ? ["ssl_cert_file"]
    : /revo/.test(reason)
      ? ["ssl_crl_file", "ssl_crl_dir"]
      : ["ssl_ca_file"];
  const [use] = usesOf(cluster, ...causes);
  const place = use?.place;
  if (is === false) {
    const why = (!isUnencrypted && sent && whyNotVerified(facts, sent)) || reason;
    return { ...open, isClosed: true, reason: why, ...(place && { place }) };
  }
  if (client === "verified") return { ...open, certificate: hasAuthorities === false ? "none" : "given" };
  if (!handshake.certificate) return open;
  return is
    ? { ...open, certificate: "given" }
    : { ...open, certificate: "unknown", reason, ...(place && { place }) };
}
