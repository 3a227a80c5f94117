import { readFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
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
import { nodeHost } from "../../disk/nodeHost.ts";
import { loadPki } from "../../pki/loadPki.ts";
import { CannotRun } from "../cannotRun.ts";
import { clusterUri } from "../clusterUri.ts";
import { coloredSeverity } from "../counts.ts";
import { type ColorMode, outputTo } from "../output.ts";
import { printed, toJson } from "../printed.ts";
import { readInput } from "../readInput.ts";
import { createService, type ServerOptions } from "../serverOptions.ts";
import { type Looked, lookAt, NotServed } from "./handshake.ts";
import { servedHost, servedMain } from "./servedHost.ts";

/** The options of `pgssl probe`. */
export interface ProbeOptions extends ServerOptions {
  readonly cluster?: string;
  readonly rootCert?: string;
  readonly serverName?: string;
  readonly direct?: boolean;
  readonly hosts?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly format: "text" | "json";
  readonly color?: ColorMode;
}

/** Hosts that are looked at together. */
const concurrency = 8;

/** Hosts of one run at the most. */
const maxHosts = 10_000;

const defaultPort = 5432;

/** A host with what was found. */
interface Probed {
  readonly host: string;
  readonly port: number;
  readonly looked?: Looked;
  readonly chain: readonly Certificate[];
  readonly authorities: readonly string[] | undefined;
  readonly clients: readonly ClientView[];
  readonly findings: readonly ServedFinding[];
}

/** What hosts are compared with. */
interface Comparison {
  readonly snapshot?: Snapshot;
  readonly trusted?: readonly Certificate[];
}

/** Prints what servers serve before anybody logs in. Returns the exit status: 1 for errors and warnings. @throws CannotRun */
export async function probe(names: readonly string[], options: ProbeOptions): Promise<number> {
  const targets = [...names, ...(await listed(options.hosts))].map(hostAndPort);
  if (targets.length === 0) throw new CannotRun("name a host, or a list of hosts with --hosts FILE");
  if (targets.length > maxHosts) throw new CannotRun(`more than ${maxHosts} hosts`);
  const pki = await loadPki();
  const comparison = await readComparison(options, pki);
  const probed: Probed[] = new Array(targets.length);
  let next = 0;
  const work = async () => {
    for (let at = next++; at < targets.length; at = next++) {
      const target = targets[at];
      if (target) probed[at] = await probeHost(target, options, comparison, pki);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  process.stdout.write(
    options.format === "json"
      ? `${toJson({ hosts: probed.map(inJson) }, 2)}\n`
      : probed.map((each) => inText(each, options.color)).join("\n"),
  );
  const isFound = ({ severity }: ServedFinding) => severity === "error" || severity === "warning";
  return probed.some(({ findings }) => findings.some(isFound)) ? 1 : 0;
}

async function listed(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const text = await (path === "-" ? textOfInput() : readFile(path, "utf8")).catch((error: Error) => {
    throw new CannotRun(`${path}: ${error.message}`);
  });
  return text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}

/** Bytes of a list of hosts at the most. */
const maxList = 1024 * 1024;

async function textOfInput(): Promise<string> {
  const bytes = await readInput(maxList);
  if (!bytes) throw new CannotRun("standard input is too large for a list of hosts");
  return bytes.toString("utf8");
}

/** `db.example.com`, `db.example.com:5433`, `[2001:db8::1]:5432`, `2001:db8::1`. @throws CannotRun */
export function hostAndPort(name: string): { host: string; port: number } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(name) ?? [];
  const host = bracketed ?? plain ?? (isIPv6(name) ? name : undefined);
  const number = Number(port ?? defaultPort);
  if (host === undefined || /[\s/]/.test(host) || number < 1 || number > 65_535)
    throw new CannotRun(`${name}: write HOST, HOST:PORT or [ADDRESS]:PORT`);
  return { host, port: number };
}

async function readComparison(options: ProbeOptions, pki: Pki): Promise<Comparison> {
  const { cluster, rootCert } = options;
  const snapshot =
    cluster === undefined
      ? undefined
      : await createService([cluster], options, nodeHost).snapshot(await clusterUri(cluster));
  if (cluster !== undefined && !snapshot?.cluster.settings)
    throw new CannotRun(`${cluster}: there is no postgresql.conf`);
  const bytes =
    rootCert === undefined
      ? undefined
      : await readFile(rootCert).catch((error: Error) => {
          throw new CannotRun(`${rootCert}: ${error.message}`);
        });
  const trusted = bytes && pki.decode(bytes).blocks.flatMap(({ certificate }) => certificate ?? []);
  if (trusted?.length === 0) throw new CannotRun(`${rootCert}: holds no certificate in PEM`);
  return { ...(snapshot && { snapshot }), ...(trusted && { trusted }) };
}

async function probeHost(
  { host, port }: { host: string; port: number },
  { direct, serverName, timeout }: ProbeOptions,
  { snapshot, trusted }: Comparison,
  pki: Pki,
): Promise<Probed> {
  const none = { host, port, chain: [], authorities: undefined, clients: [] };
  try {
    const looked = await lookAt({
      host,
      port,
      timeout: timeout * 1000,
      ...(direct && { direct }),
      ...(serverName !== undefined && { serverName }),
    });
    const pem = looked.chain.map((der) => pki.toPem("CERTIFICATE", der)).join("");
    const [leaf, ...others] = pki
      .decode(Buffer.from(pem))
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
    const byRules = await findingsOfRules(pem);
    return {
      ...none,
      looked,
      chain: facts.chain,
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
  host: string,
  port: number,
  snapshot: Snapshot,
): Promise<readonly ServedFinding[]> {
  const options = { timeout: 5, format: "json" } as const;
  const { findings } = await probeHost({ host, port }, options, { snapshot }, await loadPki());
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

function daysLeft({ notAfter }: Certificate): number {
  return Math.floor((notAfter - Date.now()) / 86_400_000);
}

const isoDate = (moment: number) => (Number.isNaN(moment) ? null : new Date(moment).toISOString());

function inJson({ host, port, looked, chain, authorities, clients, findings }: Probed) {
  return {
    host,
    port,
    protocol: looked?.protocol ?? null,
    cipher: looked?.cipher ?? null,
    group: looked?.group ?? null,
    alpn: looked?.alpn ?? null,
    ocspStaple: looked?.hasOcspStaple ?? null,
    requestsCertificate: looked?.requestsCertificate ?? null,
    authorities: authorities ?? null,
    chain: chain.map((certificate) => ({
      subject: certificate.subject.text,
      issuer: certificate.issuer.text,
      serialNumber: certificate.serialNumber,
      names: certificate.alternativeNames.map(({ value }) => value),
      notBefore: isoDate(certificate.notBefore),
      notAfter: isoDate(certificate.notAfter),
      daysLeft: daysLeft(certificate),
      fingerprint: certificate.fingerprint,
    })),
    clients,
    findings,
  };
}

function inText(
  { host, port, looked, chain, authorities, clients, findings }: Probed,
  color?: ColorMode,
): string {
  const { colors } = outputTo(process.stdout, color);
  const lines = [colors.bold(printed(`${host.includes(":") ? `[${host}]` : host}:${port}`))];
  if (looked) {
    const { protocol, cipher, group, hasOcspStaple, requestsCertificate, isWhole } = looked;
    lines.push(`  ${printed([protocol, cipher, ...(group ? [group] : [])].join(", "))}`);
    for (const certificate of chain)
      lines.push(
        `  ${printed(`${certificate.subject.text || "(no subject)"}: ${daysLeft(certificate)} days left`)}`,
      );
    if (!isWhole) lines.push("  further certificates that it may send are not known: it has no TLS 1.2");
    if (requestsCertificate !== undefined)
      lines.push(
        `  client certificates: ${requestsCertificate ? `of ${printed(authorities?.join("; ") || "any CA")}` : "not requested"}`,
      );
    if (hasOcspStaple) lines.push("  with an OCSP response");
    const refusing = clients.filter(({ verifies }) => verifies === false).map(({ client }) => client);
    lines.push(
      `  host name: ${refusing.length === 0 ? "all clients verify it" : `not verified by ${refusing.join(", ")}`}`,
    );
  }
  for (const { severity, message, detail, rule } of findings) {
    lines.push(`  ${coloredSeverity(severity, colors)}: ${printed(message)} ${colors.dim(`[${rule}]`)}`);
    if (detail !== undefined) lines.push(`    ${printed(detail)}`);
  }
  return `${lines.join("\n")}\n`;
}
