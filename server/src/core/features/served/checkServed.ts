import type { Snapshot } from "../../cluster/snapshot.ts";
import { nameOf as fileNameOf } from "../../cluster/uris.ts";
import { usesOf } from "../../cluster/uses.ts";
import type { ServedFinding } from "../../model/served.ts";
import type { Certificate, DistinguishedName, Pki } from "../../pki.ts";
import { chainFrom } from "../../x509/certificateChain.ts";
import { certificatesOf } from "../../x509/contents.ts";
import { coveredHosts, coversHost } from "../../x509/hostCoverage.ts";
import { verifyCertificates } from "../../x509/verifyCertificates.ts";
import { day, nameOf } from "../../x509/words.ts";

/** What a server serves, decoded. */
export interface ServedFacts {
  /** The host that clients name. */
  readonly host: string;
  /** The server's own certificate first. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** Whether these are all that it sends. */
  readonly isWhole: boolean;
  /** The CAs of which it requests client certificates; absent where that is not known. */
  readonly authorities?: readonly DistinguishedName[];
  readonly acceptsOldProtocols: boolean;
}

/** What clients find wrong with what a server serves, beyond what the rules for files find. */
export function checkServed({ host, chain: [leaf], acceptsOldProtocols }: ServedFacts): ServedFinding[] {
  const findings: ServedFinding[] = [];
  if (!coversHost(leaf, host))
    findings.push({
      rule: "served-host-uncovered",
      severity: "warning",
      message: `The certificate is not for ${host}, but for ${coveredHosts(leaf)}: verify-full fails.`,
    });
  else if (!leaf.alternativeNames.some(({ kind }) => kind === "dns" || kind === "ip"))
    findings.push({
      rule: "served-name-legacy",
      severity: "warning",
      message: "The certificate has no subject alternative name: clients written in Go do not verify it.",
    });
  if (acceptsOldProtocols)
    findings.push({
      rule: "served-protocol-old",
      severity: "warning",
      message: "The server accepts TLS 1.1 or older: set ssl_min_protocol_version to TLSv1.2.",
    });
  return findings;
}

/** Whether what is sent leads to one of the certificates that clients trust (`sslrootcert`). */
export function checkTrust(
  { chain }: ServedFacts,
  trusted: readonly Certificate[],
  pki: Pki,
  now: number,
): ServedFinding[] {
  const { is, reason } = verifyCertificates(chain, { trusted, purpose: "server", family: "3", pki, now });
  return is === false
    ? [{ rule: "served-chain-untrusted", severity: "error", message: `Clients do not verify it: ${reason}` }]
    : [];
}

/** In what a server serves something else than its files hold: it has not loaded them since they changed, or it is another server. */
export function compareServed(served: ServedFacts, { cluster }: Snapshot): ServedFinding[] {
  const use = certificateUse(served.host, cluster);
  const [own, ...others] = certificatesOf(use, cluster.openSsl);
  const [leaf, ...sent] = served.chain;
  if (!own || !use) return [];
  const file = use.file.uri === undefined ? use.file.path : fileNameOf(use.file.uri);
  if (own.fingerprint !== leaf.fingerprint) return [otherCertificate(own, leaf, file)];
  const findings: ServedFinding[] = [];
  const bundle = usesOf(cluster, "ssl_ca_file").find(
    ({ hostNames, place }) => !use.hostNames || (hostNames && place.line === use.place.line),
  );
  const authorities = certificatesOf(bundle, cluster.openSsl);
  if (served.isWhole && !isChainOf(sent, [own, ...others], authorities, cluster.pki))
    findings.push({
      rule: "served-chain-outdated",
      severity: "warning",
      message: `The server sends other CA certificates than ${file} holds: reload it.`,
      detail: `It sends ${namesOrNone(sent)}; the file holds ${namesOrNone(others)}.`,
    });
  const wanted = new Set(authorities.map(({ subject }) => subject.text));
  const requested = served.authorities && new Set(served.authorities.map(({ text }) => text));
  const isKnown = bundle === undefined || bundle.file.state === "file";
  if (requested && isKnown && [...wanted].sort().join("\n") !== [...requested].sort().join("\n"))
    findings.push({
      rule: "served-authorities-outdated",
      severity: "warning",
      message: "The server requests client certificates of other CAs than ssl_ca_file holds: reload it.",
      detail: `It names ${[...requested].join("; ") || "none"}; the file holds ${[...wanted].join("; ") || "none"}.`,
    });
  return findings;
}

/** Behind a certificate that is by itself in its file, OpenSSL sends the issuers that it finds in the CA file. */
function isChainOf(
  sent: readonly Certificate[],
  [own, ...others]: readonly [Certificate, ...Certificate[]],
  authorities: readonly Certificate[],
  pki: Pki | undefined,
): boolean {
  const expected = others.length > 0 ? others : chainFrom(own, [...authorities], pki).slice(1);
  return (
    sent.length === expected.length &&
    sent.every(({ fingerprint }, at) => fingerprint === expected[at]?.fingerprint)
  );
}

function otherCertificate(own: Certificate, leaf: Certificate, file: string): ServedFinding {
  const detail = `Served: ${nameOf(leaf)}, serial number ${leaf.serialNumber}, until ${day(leaf.notAfter)}. On disk: ${nameOf(own)}, serial number ${own.serialNumber}, until ${day(own.notAfter)}.`;
  if (own.notBefore > leaf.notBefore || own.notAfter > leaf.notAfter)
    return {
      rule: "served-certificate-outdated",
      severity: "warning",
      message: `${file} was renewed, and the server serves the one before, until ${day(leaf.notAfter)}: reload it.`,
      detail: `${detail} A reload (pg_ctl reload, or select pg_reload_conf()) loads it for new connections.`,
    };
  return {
    rule: "served-certificate-other",
    severity: "warning",
    message: `The server serves another certificate than ${file} holds, and the file's is not newer.`,
    detail,
  };
}

function certificateUse(host: string, cluster: Snapshot["cluster"]) {
  const uses = usesOf(cluster, "ssl_cert_file");
  const named = uses.find(({ hostNames }) =>
    hostNames?.some((name) => name.toLowerCase() === host.toLowerCase()),
  );
  return (
    named ??
    uses.find(({ hostNames }) => !hostNames) ??
    uses.find(({ hostNames }) => hostNames?.includes("*"))
  );
}

function namesOrNone(certificates: readonly Certificate[]): string {
  return certificates.map(nameOf).join("; ") || "none";
}
