import { chmod, chown, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Client, ConnectionVerdict } from "../../server/src/core/features/connect/connection.ts";
import { explainConnection } from "../../server/src/core/features/connect/explainConnection.ts";
import { defaultProjectSettings } from "../../server/src/core/index.ts";
import { Project } from "../../server/src/core/project/project.ts";
import { loadPki } from "../../server/src/node/loadPki.ts";
import { nodeHost } from "../../server/src/node/nodeHost.ts";
import { pki } from "../../server/src/pki/index.ts";
import { type Answer, attempt } from "../support/connect.ts";
import { clientKeyPem, clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { server } from "../support/postgres.ts";
import { account } from "../support/unprivileged.ts";
import { type ConnectionClient, type ConnectionSetup, connectionSetups } from "./connectionCases.ts";

/** What an answer is called in a verdict. */
const answers: Readonly<Record<Answer, boolean | undefined>> = {
  "lets in": true,
  asks: undefined,
  refuses: false,
  "is not believed": undefined,
};

const wholeTable = connectionSetups;
const sample = connectionSetups.filter(({ name }) => /map|DN|first|patterns/.test(name));

test.each([
  [13, wholeTable],
  [18, wholeTable],
  [14, sample],
  [15, sample],
  [16, sample],
  [17, sample],
] as const)(
  "%i lets in the clients that the engine says it lets in",
  { timeout: 120_000 },
  async (version, setups) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = async (path: string, content: string | Uint8Array, mode = 0o644) => {
      await writeFile(join(data, path), content);
      await chmod(join(data, path), mode);
      if (account) await chown(join(data, path), account.uid, account.gid);
    };
    await give("server.crt", materialBytes("leaf"));
    await give("server.key", materialBytes("leaf-key"), 0o600);
    await give("postgresql.conf", "");
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    let compared = 0;
    try {
      for (const setup of setups) {
        if (version < (setup.since ?? 0) || version > (setup.until ?? 99)) continue;
        await place(setup, data, give);
        const log = await running.reload();
        if (/not reloaded|contains errors/.test(log)) disagreements.push(`${setup.name}: ${log}`);
        const project = new Project(nodeHost, loadPki);
        project.settings = { ...defaultProjectSettings, openssl: "1.1.1", serverBuild: new Set(["ssl"]) };
        const hba = pathToFileURL(join(data, "pg_hba.conf")).href;
        for (const client of setup.clients) {
          const socket = join(running.socketFolder, `.s.PGSQL.${running.port}`);
          const answer = await attempt(toAttempt(client, client.type === "local" ? socket : running.port));
          const verdict = await explainConnection(project, hba, toClient(client));
          compared++;
          if (verdict && verdict.admitted === answers[answer]) continue;
          disagreements.push(
            `${setup.name}, ${JSON.stringify(client)}: ${inWords(verdict)}; the server ${answer}`,
          );
        }
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(setups === wholeTable ? 120 : 30);
  },
);

const inWords = (verdict: ConnectionVerdict | undefined) =>
  `${verdict?.admitted} (${verdict?.stage}: ${verdict?.reason})`;

async function place(
  setup: ConnectionSetup,
  data: string,
  give: (path: string, content: string) => Promise<void>,
): Promise<void> {
  const { hba, ident = "", authorities = "root", lists, directory, ssl = "on" } = setup;
  const settings = [
    `ssl = ${ssl}`,
    authorities && "ssl_ca_file = 'ca.crt'",
    lists && "ssl_crl_file = 'list.crl'",
    directory !== undefined && "ssl_crl_dir = 'lists'",
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

function toAttempt(
  { user, database = user, type = "ssl", from, replication = false, cert }: ConnectionClient,
  to: number | string,
) {
  const own =
    cert === undefined ? {} : { cert: Buffer.from(clientPem(cert)), key: Buffer.from(clientKeyPem) };
  return { to, user, database, replication, ...(from && { from }), ...(type === "ssl" && { tls: own }) };
}

function toClient({
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
