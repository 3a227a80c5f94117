import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Client, ConnectionDecision } from "../../server/src/core/features/connect/connection.ts";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { pki } from "../../server/src/pki/index.ts";
import type { ClientCertificate } from "../support/connect.ts";
import { clientKeyPem, clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { createService } from "../support/openService.ts";
import { account } from "../support/unprivileged.ts";
import { connectionSetups } from "./connectionCases.ts";
import type { ConnectionClient, ConnectionSetup } from "./connectionSetup.ts";
import type { PsqlAnswer, PsqlClient } from "./psql.ts";

/** Writes a file of a data directory, for the user that runs the server. */
export type Give = (path: string, content: string | Uint8Array, mode?: number) => Promise<void>;

/** Puts what every case needs into a data directory: a certificate, its key, and no settings. */
export async function prepareFolder(data: string): Promise<Give> {
  const give: Give = async (path, content, mode = 0o644) => {
    await writeFile(join(data, path), content);
    await chmod(join(data, path), mode);
    if (account) await chown(join(data, path), account.uid, account.gid);
  };
  await give("server.crt", materialBytes("leaf"));
  await give("server.key", materialBytes("leaf-key"), 0o600);
  await give("postgresql.conf", "");
  return give;
}

/** The cases that mean something to a version. */
export function setupsOf(version: number): ConnectionSetup[] {
  return connectionSetups.filter(({ since = 0, until = 99 }) => version >= since && version <= until);
}

/** What the engine says of a client and the files of a data directory. */
export function explain(data: string, openssl: OpenSslFamily) {
  const service = createService(nodeHost, { openssl, serverBuild: new Set(["ssl"]) });
  const hba = pathToFileURL(join(data, "pg_hba.conf")).href;
  return (client: ConnectionClient): Promise<ConnectionDecision | undefined> =>
    service.explain(hba, toClient(client));
}

/** Whether a decision is that of `psql`, which shows where a connection ended, too. */
export function isAsShown(result: ConnectionDecision | undefined, output: PsqlAnswer): boolean {
  if (!result) return false;
  if (result.admitted === undefined && /OpenSSL 3\.5 looks the root up/.test(result.reason)) return true;
  if (output === "admitted") return result.admitted === true;
  return result.admitted === (output === "authentication" ? undefined : false) && result.stage === output;
}

export const inWords = (result: ConnectionDecision | undefined) =>
  `${result?.admitted} (${result?.stage}: ${result?.reason})`;

/** Puts the configuration of a case into a data directory. */
export async function placeSetup(setup: ConnectionSetup, data: string, give: Give): Promise<void> {
  const { hba, ident = "", authorities = "root", lists, directory, ssl = "on", settings: more = [] } = setup;
  const [certificate, key] = setup.server ?? ["leaf", "leaf-key"];
  await give("server.crt", materialBytes(certificate));
  await give("server.key", materialBytes(key), 0o600);
  const settings = [
    `ssl = ${ssl}`,
    authorities && "ssl_ca_file = 'ca.crt'",
    lists && "ssl_crl_file = 'list.crl'",
    directory !== undefined && "ssl_crl_dir = 'lists'",
    ...more,
  ];
  if (authorities) await give("ca.crt", clientPem(authorities));
  if (lists) await give("list.crl", clientPem(lists));
  await rm(join(data, "lists"), { recursive: true, force: true });
  await mkdir(join(data, "lists"));
  await chmod(join(data, "lists"), 0o755);
  if (directory) await give(`lists/${rootHash()}.r0`, clientPem(directory));
  await give("postgresql.conf", `${settings.filter(Boolean).join("\n")}\n`);
  await give("pg_ident.conf", ident);
  await give("pg_hba.conf", hba);
}

const rootHash = () => {
  const [root] = certificates("root");
  return root ? pki.nameHash(root, "subject") : "";
};

const certificates = (names: string) =>
  pki.decode(Buffer.from(clientPem(names))).blocks.flatMap(({ certificate }) => certificate ?? []);

/** The certificates that a client shows, with their key. */
export function certificateOf({ cert }: ConnectionClient): ClientCertificate | undefined {
  return cert === undefined
    ? undefined
    : { cert: Buffer.from(clientPem(cert)), key: Buffer.from(clientKeyPem) };
}

/** How `psql` plays a client. */
export function toPsql(client: ConnectionClient): PsqlClient {
  const { cert: _, database = client.user, type = "ssl", ...rest } = client;
  const certificate = certificateOf(client);
  return { ...rest, database, type, ...(certificate && { certificate }) };
}

/** The client as the engine gets it. */
export function toClient({
  user,
  database = user,
  type = "ssl",
  from = "127.0.0.1",
  replication = false,
  cert,
}: ConnectionClient): Client {
  return {
    type,
    user,
    database,
    replication,
    ...(type !== "local" && { address: from }),
    ...(cert !== undefined && { certificates: certificates(cert) }),
  };
}
