// Connects with psql to a server in all cases of connections.test.ts and clientCertificates.test.ts and keeps what it got, since
// not every machine has psql: npx tsx test/oracle/recordConnections.ts 15 /usr/lib/postgresql/15/bin 3 test/oracle/fixtures/connections15.json
import { writeFile } from "node:fs/promises";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { serverAt } from "../support/postgres.ts";
import { clientOf, clientStatesOf, placeClientState, verifiedOnly } from "./clientFolder.ts";
import { placeSetup, prepareFolder, setupsOf, toPsql } from "./connectionFolder.ts";
import { Psql, type PsqlAnswer } from "./psql.ts";

/** What `psql` got from one server. */
export interface RecordedConnections {
  readonly server: string;
  readonly openSsl: OpenSslFamily;
  /** The cases by their names, with an answer for each client. */
  readonly setups: Readonly<Record<string, readonly PsqlAnswer[]>>;
  /** The states, as JSON. */
  readonly states: Readonly<Record<string, PsqlAnswer>>;
}

const [version = "", binFolder = "", openSsl = "", target = ""] = process.argv.slice(2);
if (!target) throw new Error("Arguments: VERSION BIN_FOLDER OPENSSL_FAMILY TARGET.json");
const server = await serverAt(Number(version), binFolder);
const data = await server.initdb();
const give = await prepareFolder(data);
const running = await server.start(data, { tcp: true });
const setups: string[] = [];
const states: string[] = [];
const row = (name: string, answer: unknown) => `${JSON.stringify(name)}: ${JSON.stringify(answer)}`;
try {
  const clients = setupsOf(server.version).flatMap((setup) => setup.clients.map(toPsql));
  const psql = await Psql.open(running, clients);
  for (const setup of setupsOf(server.version)) {
    await placeSetup(setup, data, give);
    await running.reload();
    const answers: PsqlAnswer[] = [];
    for (const client of setup.clients) answers.push(await psql.ask(toPsql(client)));
    setups.push(row(setup.name, answers));
  }
  await give("pg_hba.conf", verifiedOnly);
  for (const state of clientStatesOf(server.version)) {
    await placeClientState(state, data, give);
    await running.reload();
    const client = { type: "ssl", user: "postgres", database: "postgres" } as const;
    states.push(row(JSON.stringify(state), await psql.ask({ ...client, certificate: clientOf(state) })));
  }
} finally {
  await running.stop();
}
const name = (await server.run(["--version"])).trim();
await writeFile(
  target,
  `{ "server": ${JSON.stringify(name)}, "openSsl": ${JSON.stringify(openSsl)},\n"setups": {\n${setups.join(",\n")}\n},\n"states": {\n${states.join(",\n")}\n} }\n`,
);
