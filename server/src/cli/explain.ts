import {
  asDriverReads,
  type Client,
  type ConnectionDecision,
  clientLanguageOfPath,
  driverIds,
  type LanguageService,
  type StringDecision,
} from "../core/index.ts";
import { numericAddress } from "../core/model/address.ts";
import { toUri } from "../disk/fileUri.ts";
import { nodeHost } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import { checkSettingsFile } from "./checkSettingsFile.ts";
import { clusterUri, type FoundCluster, findClusters } from "./clusterUri.ts";
import { completeString } from "./completeString.ts";
import { displayPath } from "./displayPath.ts";
import { printed, toJson } from "./printed.ts";
import { createService, type ServerOptions } from "./serverOptions.ts";

/** The options of `pgssl explain`. */
export interface ExplainOptions extends ServerOptions {
  readonly user?: string;
  readonly conninfo?: string;
  /** The driver that reads `conninfo`; libpq when absent. */
  readonly driver?: string;
  /** The path of a pgbouncer.ini, through which the client connects. */
  readonly pgbouncer?: string;
  readonly pgbouncerAddress?: string;
  /** A service of the user of this process; the connection string goes before it. */
  readonly service?: string;
  /** The user's name when absent, as for libpq. */
  readonly database?: string;
  readonly address?: string;
  readonly cert?: string;
  readonly local?: boolean;
  readonly plain?: boolean;
  readonly gss?: boolean;
  readonly replication?: boolean;
  readonly serverName?: string;
  readonly format: "text" | "json";
}

const noAnswer = "no answer from the file system";

/** Prints whether a server admits a client. Returns the exit status: 0 yes, 1 no, 3 unknown. @throws CannotRun */
export async function explain(path: string, options: ExplainOptions): Promise<number> {
  const service = createService([path], options, nodeHost);
  if (options.pgbouncer !== undefined) return explainThrough(service, options.pgbouncer, path, options);
  if (clientLanguageOfPath(path) === "pgbouncer") return explainThrough(service, path, undefined, options);
  const { conninfo, service: name, driver } = options;
  if (name !== undefined || conninfo !== undefined) {
    const isOther = driver !== undefined && name === undefined; // one that does not look where libpq does
    const text = isOther ? (conninfo ?? "") : completeString(conninfo ?? "", name, process.env);
    return explainString(service, await clusterUri(path, service), text, options);
  }
  const client = await toClient(options, service);
  const decided: DecidedCluster[] = [];
  const clusters = await findClusters(path, service);
  for (const cluster of clusters) {
    checkSettingsFile((await service.snapshot(cluster.uri))?.settingsFile);
    const decision = await service.explain(cluster.uri, client);
    if (decision) decided.push({ ...cluster, decision });
  }
  const [first, ...others] = decided;
  if (!first) {
    const isManifest = clusters.some(({ manifest }) => manifest !== undefined && path.startsWith(manifest));
    const lacks = isManifest
      ? "holds no pg_hba.conf; name its folder if another manifest does"
      : "there is no pg_hba.conf";
    throw new CannotRun(`${path}: ${lacks}`);
  }
  const text = clusters.length > 1 ? ofSeveral(decided, options.format) : undefined;
  process.stdout.write(text ?? (options.format === "json" ? inJson(first.decision) : toText(first.decision)));
  const answers = [first, ...others].map(({ decision }) => decision.admitted);
  return answers.includes(false) ? 1 : answers.includes(undefined) ? 3 : 0;
}

/** One of several clusters, with what it decides. */
interface DecidedCluster extends FoundCluster {
  readonly decision: ConnectionDecision;
}

function ofSeveral(decided: readonly DecidedCluster[], format: "text" | "json"): string {
  const clusters = decided.map(({ manifest = "", name, decision }) => ({
    manifest: displayPath(manifest),
    name,
    decision,
  }));
  if (format === "text")
    return clusters
      .map(
        ({ manifest, name, decision }) =>
          `${printed(name ? `${manifest}#${name}` : manifest)}: ${toText(decision)}`,
      )
      .join("");
  const answers = clusters.map(({ manifest, name, decision }) => ({
    manifest,
    cluster: name ?? null,
    ...JSON.parse(inJson(decision)),
  }));
  return `${toJson({ clusters: answers }, 2)}\n`;
}

/** Prints both ends of a connection. Returns the exit status: 0 yes, 1 no, 3 unknown. @throws CannotRun */
async function explainString(
  service: LanguageService,
  uri: string,
  given: string,
  { address, format, driver }: ExplainOptions,
): Promise<number> {
  if (address !== undefined && !numericAddress(address))
    throw new CannotRun(`--address ${address}: write an IPv4 or IPv6 address`);
  if (driver !== undefined && !driverIds.includes(driver))
    throw new CannotRun(`--driver ${driver}: write one of ${driverIds.join(", ")}`);
  const reading = driver === undefined ? { text: given } : asDriverReads(given, driver);
  if (!reading) throw new CannotRun(`it is not known what ${driver} does with this string`);
  const words = "words" in reading ? reading.words : undefined;
  if ("isRefused" in reading && words) return withoutServer(words, "refuses", format);
  if (reading.text === undefined) return withoutServer(words ?? "", "it depends", format);
  const decision = await service.explainString(uri, reading.text, address);
  if (!decision) throw new CannotRun(`${displayPath(uri)}: there is no pg_hba.conf`);
  const { client, server } = decision;
  const [first, second] = [`client: ${wordOf(client)}`, server && `server: ${toText(server)}`];
  if (format === "json") {
    const answer = server && JSON.parse(inJson(server));
    process.stdout.write(
      `${toJson({ ...(words && { driver: words }), client: { accepts: client.accepts ?? null, reason: client.reason }, server: answer ?? null }, 2)}\n`,
    );
  } else
    process.stdout.write(
      `${words ? `${printed(`driver: ${words}`)}\n` : ""}${printed(first)}\n${second ?? ""}`,
    );
  if (client.accepts === false || server?.admitted === false) return 1;
  return client.accepts === undefined || server?.admitted !== true ? 3 : 0;
}

/** Prints both legs of a connection through PgBouncer. Returns the exit status: 0 yes, 1 no, 3 unknown. @throws CannotRun */
async function explainThrough(
  service: LanguageService,
  path: string,
  cluster: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  const { pgbouncerAddress: address, format } = options;
  if (address !== undefined && !numericAddress(address))
    throw new CannotRun(`--pgbouncer-address ${address}: write an IPv4 or IPv6 address`);
  const decision = await service.explainPgBouncer(toUri(path), await toClient(options, service), {
    ...(cluster !== undefined && { cluster: await clusterUri(cluster, service) }),
    ...(address !== undefined && { address }),
  });
  if (!decision) throw new CannotRun(`${path}: cannot be read`);
  const { client, server } = decision;
  if (format === "json") {
    const behind = server && {
      accepts: server.client.accepts ?? null,
      reason: server.client.reason,
      admits: server.server ? JSON.parse(inJson(server.server)) : null,
    };
    process.stdout.write(`${toJson({ client: JSON.parse(inJson(client)), server: behind ?? null }, 2)}\n`);
  } else {
    process.stdout.write(`client to PgBouncer: ${toText(client)}`);
    if (server) process.stdout.write(`${printed(`PgBouncer to server: ${wordOf(server.client)}`)}\n`);
    if (server?.server) process.stdout.write(`server: ${toText(server.server)}`);
  }
  const answers = [client.admitted, ...(server ? [server.client.accepts, server.server?.admitted] : [])];
  return answers.includes(false) ? 1 : answers.includes(undefined) ? 3 : 0;
}

function wordOf({ accepts, reason }: StringDecision["client"]): string {
  return `${accepts === undefined ? "it depends" : accepts ? "accepts" : "refuses"}: ${reason}`;
}

/** Prints what a driver does with any server. */
function withoutServer(words: string, word: "refuses" | "it depends", format: "text" | "json"): number {
  const accepts = word === "refuses" ? false : null;
  const text =
    format === "json"
      ? toJson({ driver: words, client: { accepts, reason: words }, server: null }, 2)
      : `${printed(`driver: ${words}`)}\nclient: ${word}`;
  process.stdout.write(`${text}\n`);
  return accepts === false ? 1 : 3;
}

async function toClient(options: ExplainOptions, service: LanguageService): Promise<Client> {
  const {
    user,
    database = user ?? "",
    address,
    cert,
    local,
    plain,
    gss,
    replication = false,
    serverName,
  } = options;
  if (user === undefined) throw new CannotRun("name the role with --user, or give a --conninfo or --service");
  if ([local, plain, gss].filter(Boolean).length > 1)
    throw new CannotRun("--local, --plain and --gss exclude each other");
  if (!local && address === undefined)
    throw new CannotRun("name the client's address with --address, or use --local");
  if (address !== undefined && !numericAddress(address))
    throw new CannotRun(`--address ${address}: write an IPv4 or IPv6 address`);
  const type = local ? "local" : plain ? "plain" : gss ? "gss" : "ssl";
  return {
    type,
    user,
    database,
    replication,
    ...(address !== undefined && { address }),
    ...(serverName !== undefined && { serverName }),
    ...(cert !== undefined && { certificates: await readCertificates(cert, service) }),
  };
}

async function readCertificates(path: string, service: LanguageService) {
  const certificates = await service.certificates(toUri(path));
  if (!certificates) {
    const isSilent = (await nodeHost.stat(toUri(path))) === "no-answer";
    throw new CannotRun(`${path}: ${isSilent ? noAnswer : "cannot be read"}`);
  }
  if (certificates.length === 0) throw new CannotRun(`${path}: holds no certificate in PEM`);
  return certificates;
}

function toText({ admitted, stage, reason, line }: ConnectionDecision): string {
  const word = admitted === undefined ? "it depends" : admitted ? "admitted" : "refused";
  const record = line ? `${displayPath(line.uri)}:${line.line + 1}: ` : "";
  return `${printed(`${record}${word} [${stage}]: ${reason}`)}\n`;
}

function inJson({ admitted, stage, reason, line }: ConnectionDecision): string {
  const record = line ? { path: displayPath(line.uri), line: line.line + 1 } : null;
  return `${toJson({ admitted: admitted ?? null, stage, reason, record }, 2)}\n`;
}
