import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { pki } from "../../server/src/pki/index.ts";
import { checkExample } from "../support/checkExample.ts";
import type { ClientCertificate } from "../support/connect.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { type ClientState, clientStates } from "./clientStates.ts";
import type { Give } from "./connectionFolder.ts";

/** Whom every state lets in: whoever has a certificate that is verified. */
export const verifiedOnly = "hostssl all all 127.0.0.1/32 trust clientcert=verify-ca\n";

/** The certificate of a state's client, with its key. */
export const clientOf = ({ client }: ClientState): ClientCertificate => ({
  cert: joined(client),
  key: Buffer.from(materialBytes("client-key")),
});

/** The states that mean something to a version. */
export const clientStatesOf = (version: number) =>
  clientStates.filter(({ directory }) => version >= 14 || directory === undefined);

const configuration = ({ lists, directory }: ClientState) =>
  [
    "ssl = on",
    "ssl_ca_file = 'ca.crt'",
    ...(lists ? ["ssl_crl_file = 'list.crl'"] : []),
    ...(directory === undefined ? [] : ["ssl_crl_dir = 'lists'"]),
  ].join("\n");

/** The files of the directory of CRLs. */
const listFiles = ({
  directory,
  entries = {},
}: ClientState): (readonly [path: string, materials: string])[] => {
  const [root] = pki.decode(materialBytes("root")).blocks;
  const hash = root?.certificate ? pki.nameHash(root.certificate, "subject") : "";
  const all = directory ? { "HASH.r0": directory, ...entries } : entries;
  return Object.entries(all).map(([name, materials]) => [`lists/${name.replace("HASH", hash)}`, materials]);
};

const joined = (materials: string) => Buffer.concat(materials.split(" + ").map(materialBytes));

/** Puts a state into a data directory. */
export async function placeClientState(state: ClientState, data: string, give: Give): Promise<void> {
  const { authorities, lists } = state;
  await give("ca.crt", joined(authorities));
  if (lists) await give("list.crl", joined(lists));
  await rm(join(data, "lists"), { recursive: true, force: true });
  await mkdir(join(data, "lists"));
  await chmod(join(data, "lists"), 0o755);
  for (const [path, materials] of listFiles(state)) await give(path, joined(materials));
  await give("postgresql.conf", `${configuration(state)}\n`);
}

/** What the engine says of the server's files, and of the client's certificate that lies beside them. */
export async function checkClientState(state: ClientState, version: number, openSsl: OpenSslFamily) {
  const { authorities, lists, directory } = state;
  const text = [
    "-- postgresql.conf --",
    configuration(state),
    `-- ca.crt: ${authorities} --`,
    `-- app.crt: ${state.client} --`,
    ...(lists ? [`-- list.crl: ${lists} --`] : []),
    ...(directory === undefined ? [] : ["-- lists/x --"]),
    ...listFiles(state).map(([path, materials]) => `-- ${path}: ${materials} --`),
  ].join("\n");
  const { findings = [] } = (await checkExample(text, version, openSsl)) ?? {};
  const refusing = findings.filter(({ serverEffect }) => serverEffect === "connection-error");
  return {
    refusing: refusing.map(({ rule }) => rule),
    isUnverified: findings.some(({ rule }) => rule === "client-certificate-unverified"),
  };
}
