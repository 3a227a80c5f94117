import { type PgBouncer, wordOf } from "../../cluster/pgbouncer.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { usesOf } from "../../cluster/uses.ts";
import { isLoopback, numericAddress } from "../../model/address.ts";
import { certificatesOf, isFullyKnown } from "../../x509/contents.ts";
import { coveredHosts } from "../../x509/hostCoverage.ts";
import { matchesLibtls } from "../../x509/libtlsName.ts";
import { verifyCertificates } from "../../x509/verifyCertificates.ts";
import type { Client, ConnectionDecision } from "../connect/connection.ts";
import type { ClientDecision } from "../connect/decideClient.ts";
import type { LanguageService, PgBouncerDecision, StringDecision } from "../languageService.ts";
import type { PgBouncerFindings } from "./checkPgBouncer.ts";
import { consoleName, type DatabaseLine, lineOf, parameterOf } from "./databaseLine.ts";
import { decidePgBouncerClient } from "./decidePgBouncerClient.ts";
import { serverSecretOf } from "./pgbouncerUsers.ts";

/** The server of a line of `[databases]`, as far as it is known here. */
export interface PgBouncerServer {
  readonly snapshot?: Snapshot;
  /** PgBouncer's address as the server sees it. */
  readonly address?: string;
  /** Whether the server admits PgBouncer, and by which method. */
  admits(
    client: Client,
  ): Promise<{ readonly decision: ConnectionDecision; readonly method?: string } | undefined>;
}

/** What becomes of a connection through PgBouncer: first from the client to it, then from it to the server. */
export async function explainPgBouncer(
  pgbouncer: PgBouncer,
  findings: PgBouncerFindings,
  client: Client,
  server: PgBouncerServer,
  settings: LanguageService["settings"],
): Promise<PgBouncerDecision> {
  const problem = [...findings.values()]
    .flat()
    .find(({ diagnostic }) => diagnostic.serverEffect === "start-error");
  if (problem)
    return {
      client: {
        admitted: undefined,
        stage: "configuration",
        reason: `PgBouncer does not start with these files: ${problem.diagnostic.message}`,
      },
    };
  const first = decidePgBouncerClient(pgbouncer, client, settings.openssl);
  const line = lineOf(pgbouncer, client.database);
  if (first.admitted === false || client.database === consoleName || !line) return { client: first };
  return { client: first, server: await decideServer(pgbouncer, line, client, server) };
}

/** Both legs in one answer; where one ends the connection, that is it. */
export function joinLegs({ client, server }: PgBouncerDecision): ConnectionDecision {
  if (client.admitted === false || !server) return client;
  const { client: accepts, server: own } = server;
  const answers = [client.admitted, accepts.accepts, ...(own ? [own.admitted] : [undefined])];
  return {
    ...client,
    admitted: answers.includes(false) ? false : answers.includes(undefined) ? undefined : true,
    reason: `To PgBouncer: ${client.reason} To the server: ${accepts.reason}${own ? ` ${own.reason}` : ""}`,
  };
}

async function decideServer(
  pgbouncer: PgBouncer,
  line: DatabaseLine,
  client: Client,
  server: PgBouncerServer,
): Promise<StringDecision> {
  const [host = ""] = (parameterOf(line, "host") ?? "").split(",");
  const isLocal = host === "" || /^[/@]/.test(host);
  const mode = wordOf(pgbouncer, "server_tls_sslmode");
  const { cluster } = server.snapshot ?? {};
  const hasTls = cluster && (cluster.build.has("ssl") ? cluster.settings?.isOn("ssl") : false);
  const isOptional = mode === "allow" || mode === "prefer";
  const type = isLocal ? "local" : mode === "disable" || (isOptional && hasTls === false) ? "plain" : "ssl";
  const accepts = decideTls(pgbouncer, { host, mode, type, hasTls }, server.snapshot);
  if (accepts.accepts === false) return { client: accepts };
  const role = parameterOf(line, "user") ?? client.user;
  const address = server.address ?? (isLocal ? undefined : loopbackOf(host));
  if (!server.snapshot) return { client: accepts };
  if (!isLocal && address === undefined)
    return {
      client: accepts,
      server: {
        admitted: undefined,
        stage: "no-record",
        reason: "At which address the server sees PgBouncer is not known here.",
      },
    };
  const own = pgbouncer.files.get("server_tls_cert_file")?.pem;
  const certificates = own?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];
  const found = await server.admits({
    type,
    user: role,
    database: parameterOf(line, "dbname") ?? client.database,
    ...(address !== undefined && !isLocal && { address }),
    ...(type === "ssl" && certificates.length > 0 && { certificates }),
    ...(mode === "verify-full" && !numericAddress(host) && { serverName: host }),
  });
  if (!found) return { client: accepts };
  const { decision, method } = found;
  return {
    client: accepts,
    server: withPassword(decision, method, serverSecretOf(pgbouncer, role, client.database), role),
  };
}

function loopbackOf(host: string): string | undefined {
  if (host === "localhost") return "127.0.0.1";
  const address = numericAddress(host);
  return address && isLoopback(address.bytes) ? host : undefined;
}

interface ServerWay {
  readonly host: string;
  readonly mode: string;
  readonly type: Client["type"];
  readonly hasTls: boolean | undefined;
}

/** Whether PgBouncer goes on with the server's answer to a request for TLS, and with its certificate. */
function decideTls(
  { files, settings, pki, now }: PgBouncer,
  { host, mode, type, hasTls }: ServerWay,
  snapshot: Snapshot | undefined,
): ClientDecision {
  if (type === "local") return { accepts: true, reason: "Over the Unix socket, without TLS." };
  if (type === "plain")
    return { accepts: true, reason: `Not encrypted (server_tls_sslmode = ${mode}); nothing is verified.` };
  if (hasTls === false)
    return { accepts: false, reason: `server_tls_sslmode = ${mode}, and the server has TLS turned off.` };
  if (!mode.startsWith("verify-"))
    return {
      accepts: true,
      reason: `Encrypted${hasTls ? "" : " if the server does TLS"}, its certificate is not verified (server_tls_sslmode = ${mode}).`,
    };
  const roots = files.get("server_tls_ca_file");
  if (!settings.get("server_tls_ca_file")?.value)
    return {
      accepts: undefined,
      reason: "Without server_tls_ca_file the server's certificate must be of a CA of the system.",
    };
  if (roots?.state === "missing")
    return { accepts: false, reason: "The file of server_tls_ca_file does not exist." };
  const use = snapshot && usesOf(snapshot.cluster, "ssl_cert_file")[0];
  const family = snapshot?.cluster.openSsl ?? "3";
  const [leaf, ...sent] = certificatesOf(use, family);
  if (!roots?.pem || !use || !leaf || !isFullyKnown(use) || !pki)
    return {
      accepts: undefined,
      reason: "The server's certificate, or the file of server_tls_ca_file, is not known here.",
    };
  const trusted = roots.pem.blocks.flatMap(({ certificate }) => certificate ?? []);
  const verified = verifyCertificates([leaf, ...sent], { trusted, purpose: "server", family, pki, now });
  if (verified.is !== true)
    return { accepts: verified.is, reason: `The server's certificate is not verified: ${verified.reason}` };
  if (mode === "verify-ca")
    return {
      accepts: true,
      reason: "Encrypted, the server's certificate is verified, its name is not compared.",
    };
  return matchesLibtls(leaf, host)
    ? { accepts: true, reason: "Encrypted, the server's certificate and its name are verified." }
    : { accepts: false, reason: `The server's certificate is for ${coveredHosts(leaf)}, not for ${host}.` };
}

/** Whether PgBouncer has the password that the server's record demands (`login_*` in PgBouncer's `src/proto.c`). */
function withPassword(
  decision: ConnectionDecision,
  method: string | undefined,
  secret: ReturnType<typeof serverSecretOf>,
  role: string,
): ConnectionDecision {
  if (decision.admitted !== undefined || decision.stage !== "authentication" || !method) return decision;
  if (!["md5", "scram-sha-256", "password"].includes(method) || secret === "unknown") return decision;
  const refuse = (reason: string) => ({ ...decision, admitted: false, reason });
  if (secret === "none" || secret === "no-user")
    return refuse(`The record demands a password, and PgBouncer has none for ${role}.`);
  if (method === "scram-sha-256" && secret === "md5")
    return refuse(`The record demands SCRAM, and PgBouncer has only an MD5 hash for ${role}.`);
  return secret === "scram"
    ? {
        ...decision,
        reason: `PgBouncer logs in as ${role} with the SCRAM keys of a client that did: its secret must be the server's, word for word.`,
      }
    : { ...decision, reason: `${method} decides: PgBouncer's password for ${role} must be the right one.` };
}
