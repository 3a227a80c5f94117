import type { FileFacts } from "../../cluster/cluster.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { usesOf } from "../../cluster/uses.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { checkConnection } from "../../syntax/connection/checkConnection.ts";
import {
  type ConnectionParameter,
  isConnectionUri,
  lastOfEach,
} from "../../syntax/connection/connectionString.ts";
import { readConnectionString } from "../../syntax/connection/readConnectionString.ts";
import { certificatesOf, isFullyKnown } from "../../x509/contents.ts";
import { coveredHosts, coversHost } from "../../x509/hostCoverage.ts";
import { verifyCertificates } from "../../x509/verifyCertificates.ts";
import type { Client } from "./connection.ts";

/** What libpq makes of the server, as far as a connection string decides it. */
export interface ClientDecision {
  /** Whether it goes on with the server; `undefined`: it depends on what is not known here. */
  readonly accepts: boolean | undefined;
  /** In plain words, a sentence or two. No secret of the string. */
  readonly reason: string;
  /** Where it refuses the server's certificate: for its chain, or for its name. */
  readonly cause?: "chain" | "name";
}

/** A connection string as far as it matters for a decision. */
export interface ClientString {
  /** The last value of each keyword. */
  readonly given: ReadonlyMap<string, string>;
  readonly mode: string;
  /** The first host; absent for a socket. */
  readonly host?: string;
  /** The hosts behind it, of which libpq tries the next one where it gets no connection. */
  readonly otherHosts: readonly string[];
  /** The ways in which libpq tries to connect, in its order. */
  readonly types: readonly Client["type"][];
}

/** Reads a connection string; the decision of one that libpq refuses, or that depends on something else. */
export function readClientString(text: string, { context }: Snapshot): ClientString | ClientDecision {
  const { parameters, fault } = readConnectionString(text, context.serverVersion);
  if (fault)
    return {
      accepts: false,
      reason: "libpq cannot read the string: see the rule connection-string-invalid.",
    };
  return toClientString(parameters, context.serverVersion);
}

/** The same for the parameters of a string. */
export function toClientString(
  parameters: readonly ConnectionParameter[],
  version: ServerVersion,
): ClientString | ClientDecision {
  const [problem] = checkConnection(parameters, version);
  if (problem) {
    const { kind, parameter } = problem;
    const cause = kind === "keyword" ? "a keyword that it does not know" : parameter.name;
    return { accepts: false, reason: `libpq refuses the string because of ${cause}.` };
  }
  const given = new Map([...lastOfEach(parameters)].map(([name, { value }]) => [name, value]));
  if (given.has("service"))
    return { accepts: undefined, reason: "The string names a service: write its parameters instead." };
  const database = given.get("dbname") ?? "";
  if (isConnectionUri(database) || database.includes("="))
    return {
      accepts: undefined,
      reason:
        "dbname is a connection string itself, which libpq takes for a name: write its parameters instead.",
    };
  const [host = "", ...otherHosts] = (given.get("host") ?? "").split(",");
  const isLocal = !given.get("hostaddr") && (host === "" || /^[/@]/.test(host));
  const mode = given.get("sslmode") ?? (given.get("sslrootcert") === "system" ? "verify-full" : "prefer");
  const types = isLocal ? (["local"] as const) : (ways[mode] ?? (["ssl"] as const));
  return { given, mode, types, ...(!isLocal && host !== "" && { host }), otherHosts };
}

const ways: Readonly<Record<string, readonly Client["type"][]>> = {
  disable: ["plain"],
  allow: ["plain", "ssl"],
  prefer: ["ssl", "plain"],
};

/** Whether libpq accepts the server's certificate on a connection of a type. `roots` is the file of `sslrootcert`. */
export function decideClient(
  { given, mode, host, otherHosts }: ClientString,
  type: Client["type"],
  roots: FileFacts | undefined,
  { cluster, now }: Snapshot,
): ClientDecision {
  if (type !== "ssl")
    return { accepts: true, reason: `Not encrypted (sslmode=${mode}); nothing is verified.` };
  const verifies = mode === "verify-ca" || mode === "verify-full";
  const path = given.get("sslrootcert");
  if (!verifies && (path === undefined || mode !== "require" || roots?.state === "missing"))
    return {
      accepts: true,
      reason: `Encrypted, the server's certificate is not verified (sslmode=${mode}).`,
    };
  if (path === undefined || !roots)
    return {
      accepts: undefined,
      reason:
        "Which roots the client trusts is not known here: name their file in sslrootcert, with its whole path.",
    };
  if (roots.state === "missing")
    return { accepts: false, reason: `The root file ${path} does not exist, which sslmode=${mode} needs.` };
  const [use, ...others] = usesOf(cluster, "ssl_cert_file");
  const { pki, openSsl: family } = cluster;
  const [leaf, ...sent] = certificatesOf(use, family);
  const trust = use && { ...use, file: roots };
  if (!use || !leaf || !pki || others.length > 0 || !isFullyKnown(use) || !trust || !isFullyKnown(trust))
    return {
      accepts: undefined,
      reason: "The server's certificate, or the file of roots, is not known here.",
    };
  const trusted = certificatesOf(trust, family);
  const { is, reason } = verifyCertificates([leaf, ...sent], {
    trusted,
    purpose: "server",
    family,
    pki,
    now,
  });
  if (is !== true)
    return {
      accepts: is,
      ...(is === false && { cause: "chain" as const }),
      reason:
        `${is === false ? "The server's certificate is not verified" : "It is not known whether the server's certificate is verified"}: ${reason ?? ""}`.trim(),
    };
  if (mode !== "verify-full")
    return {
      accepts: true,
      reason: "Encrypted, the server's certificate is verified, its name is not compared.",
    };
  const hosts = [...(host === undefined ? [] : [host]), ...otherHosts];
  const [uncovered, ...more] = hosts.filter((one) => !coversHost(leaf, one));
  if (uncovered !== undefined && more.length + 1 < hosts.length)
    return {
      accepts: undefined,
      reason: `The server's certificate is for ${coveredHosts(leaf)}, not for ${shownHost(uncovered)}: it depends on which host of the string this server is.`,
    };
  if (uncovered !== undefined)
    return {
      accepts: false,
      cause: "name",
      reason: `The server's certificate is for ${coveredHosts(leaf)}, not for ${shownHost(uncovered)}.`,
    };
  return host === undefined
    ? { accepts: undefined, reason: "The string names no host that could be compared with the certificate." }
    : { accepts: true, reason: "Encrypted, the server's certificate and its name are verified." };
}

/** A host as it may be shown: with "@" it has a part of the password of a URI. */
function shownHost(host: string): string {
  return host.includes("@") ? "the host of the string" : host;
}
