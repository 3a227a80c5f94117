import {
  checkServed,
  checkTrust,
  clientViews,
  compareServed,
  createLanguageService,
  type Pki,
  type ServedFacts,
  type Snapshot,
} from "../../core/index.ts";
import type { ClientView, ServedFinding } from "../../core/model/served.ts";
import type { Certificate } from "../../core/pki.ts";
import { loadPki } from "../../pki/loadPki.ts";
import { type Looked, lookAt, NotServed } from "./handshake.ts";
import type { Target } from "./probeTargets.ts";
import { servedHost, servedMain } from "./servedHost.ts";

/** A host with what was found. */
export interface Probed extends Target {
  readonly looked?: Looked;
  readonly chain: readonly Certificate[];
  /** The same in PEM. */
  readonly pem: readonly string[];
  readonly authorities: readonly string[] | undefined;
  readonly clients: readonly ClientView[];
  readonly findings: readonly ServedFinding[];
}

/** What hosts are compared with. */
export interface Comparison {
  readonly snapshot?: Snapshot;
  readonly trusted?: readonly Certificate[];
}

/** How hosts are looked at. */
export interface HandshakeOptions {
  readonly serverName?: string;
  readonly direct?: boolean;
  /** Seconds. */
  readonly timeout: number;
}

/** Looks at what one server serves, and checks it. */
export async function probeHost(
  { host, port }: Target,
  { direct, serverName, timeout }: HandshakeOptions,
  { snapshot, trusted }: Comparison,
  pki: Pki,
): Promise<Probed> {
  const none = { host, port, chain: [], pem: [], authorities: undefined, clients: [] };
  try {
    const looked = await lookAt({
      host,
      port,
      timeout: timeout * 1000,
      ...(direct && { direct }),
      ...(serverName !== undefined && { serverName }),
    });
    const pem = looked.chain.map((der) => pki.toPem("CERTIFICATE", der));
    const [leaf, ...others] = pki
      .decode(Buffer.from(pem.join("")))
      .blocks.flatMap(({ certificate }) => certificate ?? []);
    if (!leaf) throw new NotServed("handshake", "the certificate that the server sends cannot be decoded");
    const { nameOfBytes } = await import("../../pki/names.ts");
    const authorities = looked.authorities?.flatMap((der) => nameOfBytes(der) ?? []);
    const facts: ServedFacts = {
      host: serverName ?? host,
      chain: [leaf, ...others],
      isWhole: looked.isWhole,
      acceptsOldProtocols: looked.acceptsOldProtocols,
      ...(authorities && { authorities }),
    };
    const untrusted = trusted && checkTrust(facts, trusted, pki, Date.now());
    const byRules = await findingsOfRules(pem.join(""));
    return {
      ...none,
      looked,
      chain: facts.chain,
      pem,
      authorities: authorities?.map(({ text }) => text),
      clients: clientViews(leaf, facts.host),
      findings: [
        ...(snapshot ? compareServed(facts, snapshot) : []),
        ...checkServed(facts),
        ...(untrusted ?? []),
        // Where clients get to a root, nothing is missing.
        ...byRules.filter(({ rule }) => rule !== "certificate-chain-incomplete" || untrusted?.length !== 0),
      ],
    };
  } catch (error) {
    if (!(error instanceof NotServed)) throw error;
    return { ...none, findings: [notServed(error)] };
  }
}

/** In what a server serves something else than the files of a cluster hold: nothing where it serves what is on disk. */
export async function compareWithFiles(
  { host, port }: Target,
  serverName: string,
  snapshot: Snapshot,
): Promise<readonly ServedFinding[]> {
  const { findings } = await probeHost(
    { host, port },
    { timeout: 5, serverName },
    { snapshot },
    await loadPki(),
  );
  return findings.filter(({ rule }) =>
    /^(?:served-(?:.*-outdated|certificate-other|without-tls)|server-)/.test(rule),
  );
}

function notServed({ kind, message }: NotServed): ServedFinding {
  return kind === "cleartext"
    ? {
        rule: "served-without-tls",
        severity: "warning",
        message: "The server has TLS turned off: clients connect in cleartext, or not at all.",
      }
    : {
        rule: `server-${kind === "unreachable" ? "unreachable" : "handshake-failed"}`,
        severity: "error",
        message,
      };
}

/** What the rules for certificate files find in what is sent; a root the server may have added itself, from its CA file. */
async function findingsOfRules(pem: string): Promise<readonly ServedFinding[]> {
  const found = await createLanguageService(servedHost(pem), loadPki).diagnose(servedMain);
  return (found ?? [])
    .filter(({ rule }) => /^certificate-(?!key-swapped|key-unreadable|address|chain-root)/.test(rule))
    .map(({ rule, severity, message, detail }) => ({
      rule,
      severity,
      message,
      ...(detail !== undefined && { detail }),
    }));
}
