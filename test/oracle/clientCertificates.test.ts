import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { letsIn } from "../support/connect.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { server } from "../support/postgres.ts";
import { account } from "../support/unprivileged.ts";
import { judgeState } from "./askCluster.ts";
import { type ClientState, clientStates } from "./clientStates.ts";

const states: readonly ClientState[] = [
  { authorities: "root", client: "root-client" },
  { authorities: "root", client: "intermediate-client + intermediate" },
  { authorities: "root + intermediate", client: "intermediate-client" },
  { authorities: "intermediate", client: "intermediate-client" },
  { authorities: "intermediate", client: "intermediate-client + intermediate + root" },
  { authorities: "self-signed-client", client: "self-signed-client" },
  { authorities: "expired-root", client: "old-root-client" },
  { authorities: "future-root", client: "old-root-client" },
  { authorities: "expired-root + renewed-root", client: "old-root-client" },
  { authorities: "renewed-root + expired-root", client: "old-root-client" },
  { authorities: "unsigning-root", client: "old-root-client" },
  { authorities: "expiring-root", client: "old-root-client" },
  { authorities: "rsa1024-root", client: "weak-root-client" },
  { authorities: "sha1-root", client: "root-client" },
  { authorities: "sha1-intermediate + root", client: "intermediate-client" },
  { authorities: "root + root", client: "root-client" },
  { authorities: "root + expired-crl", client: "root-client" },
  { authorities: "root", lists: "crl", client: "root-client" },
  { authorities: "root + crl", lists: "crl", client: "root-client" },
  { authorities: "root", lists: "expired-crl", client: "root-client" },
  { authorities: "root", lists: "future-crl", client: "root-client" },
  { authorities: "root", lists: "expired-crl + crl", client: "root-client" },
  { authorities: "root", lists: "crl + expired-crl", client: "root-client" },
  { authorities: "root", lists: "expiring-crl", client: "root-client" },
  { authorities: "root", lists: "other-crl", client: "root-client" },
  { authorities: "root", lists: "root", client: "root-client" },
  { authorities: "root + intermediate", lists: "crl", client: "intermediate-client" },
  { authorities: "root + intermediate", lists: "intermediate-crl", client: "root-client" },
  { authorities: "root + intermediate", lists: "crl + intermediate-crl", client: "intermediate-client" },
  { authorities: "root + other-root", lists: "crl", client: "other-root-client" },
  { authorities: "root", directory: "crl", client: "root-client" },
  { authorities: "root", directory: "", client: "root-client" },
  { authorities: "root + crl", directory: "", client: "root-client" },
  ...clientStates,
];

test.each([13, 18] as const)(
  "%i refuses the client certificates that the engine says it refuses",
  { timeout: 120_000 },
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = async (path: string, content: string | Uint8Array, mode = 0o644) => {
      await writeFile(join(data, path), content);
      await chmod(join(data, path), mode);
      if (account) await chown(join(data, path), account.uid, account.gid);
    };
    await give("server.crt", materialBytes("leaf"));
    await give("server.key", materialBytes("leaf-key"), 0o600);
    await give("pg_hba.conf", "hostssl all all 127.0.0.1/32 trust clientcert=verify-ca\n");
    await give("ca.crt", materialBytes("root"));
    await give("postgresql.conf", "ssl = on\nssl_ca_file = 'ca.crt'\n");
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    try {
      for (const state of states) {
        if (version < 14 && state.directory !== undefined) continue;
        await placeState(state, data, give);
        const reload = await running.reload();
        const cert = joined(state.client);
        const admitted = await letsIn(running.port, { cert, key: Buffer.from(materialBytes("client-key")) });
        const { refusing, isUnverified } = await judgeClient(state, version);
        // Of revocation a client's certificate is not judged.
        const isRevocable = state.lists !== undefined || state.directory !== undefined;
        if (!isRevocable && admitted === isUnverified)
          disagreements.push(`${JSON.stringify(state)}: the certificate itself is judged otherwise`);
        if (admitted === (refusing.length === 0)) continue;
        const what = JSON.stringify(state);
        disagreements.push(
          `${what}: the engine says ${refusing.join() || "nothing"}; admitted: ${admitted} ${reload}`,
        );
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
  },
);

const configuration = ({ lists, directory }: ClientState) =>
  [
    "ssl = on",
    "ssl_ca_file = 'ca.crt'",
    ...(lists ? ["ssl_crl_file = 'list.crl'"] : []),
    ...(directory === undefined ? [] : ["ssl_crl_dir = 'lists'"]),
  ].join("\n");

/** The files of the directory of revocation lists. */
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

async function placeState(
  state: ClientState,
  data: string,
  give: (path: string, content: string | Uint8Array) => Promise<void>,
): Promise<void> {
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
async function judgeClient(state: ClientState, version: number) {
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
  const { findings = [] } = (await judgeState({ name: "", text }, version, "1.1.1")) ?? {};
  const refusing = findings.filter(({ serverEffect }) => serverEffect === "connection-error");
  return {
    refusing: refusing.map(({ rule }) => rule),
    isUnverified: findings.some(({ rule }) => rule === "client-certificate-unverified"),
  };
}
