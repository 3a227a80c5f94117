import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { projectRoot } from "../support/tools.ts";
import { temporaryFolder } from "../support/unprivileged.ts";
import { checkClientState, clientStatesOf } from "./clientFolder.ts";
import {
  explain,
  inWords,
  isAsShown,
  placeSetup,
  prepareFolder,
  setupsOf,
  toPsql,
} from "./connectionFolder.ts";
import { hasPsql, Psql } from "./psql.ts";
import type { RecordedConnections } from "./recordConnections.ts";

test.each([13, 15, 18, 19])(
  "the engine says of clients what psql got from a server of PostgreSQL %i",
  async (version) => {
    const file = join(projectRoot, `test/oracle/fixtures/connections${version}.json`);
    const recorded: RecordedConnections = JSON.parse(await readFile(file, "utf8"));
    const { openSsl, setups, states } = recorded;
    const data = await temporaryFolder();
    const give = await prepareFolder(data);
    await give("PG_VERSION", `${version}\n`);
    const disagreements: string[] = [];
    for (const setup of setupsOf(version)) {
      await placeSetup(setup, data, give);
      const ask = explain(data, openSsl);
      for (const [at, client] of setup.clients.entries()) {
        const result = await ask(client);
        const output = setups[setup.name]?.[at];
        if (output && isAsShown(result, output)) continue;
        const what = `${setup.name}, ${JSON.stringify(client)}: ${inWords(result)}`;
        disagreements.push(`${what}; psql: ${output ?? "nothing, record it anew"}`);
      }
    }
    for (const state of clientStatesOf(version)) {
      const what = JSON.stringify(state);
      const output = states[what];
      // 3.6 does not look the root up, and then it depends on the client whether a list with a place counts.
      if (openSsl === "3.5" && state.lists?.includes("placed")) continue;
      const { refusing } = await checkClientState(state, version, openSsl);
      if (!output || (output === "admitted") !== (refusing.length === 0))
        disagreements.push(
          `${what}: ${refusing.join() || "nothing"}; psql: ${output ?? "nothing, record it anew"}`,
        );
    }
    expect(disagreements).toEqual([]);
  },
);

// Without psql the records are all there is.
if (hasPsql) {
  test("psql meets at a running server what the engine says", async () => {
    const setups = setupsOf(18).filter((_, at) => at % 3 === 0);
    const clients = setups.flatMap((setup) => setup.clients.map(toPsql));
    const postgres = await server(18);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    try {
      const psql = await Psql.open(running, clients);
      for (const setup of setups) {
        await placeSetup(setup, data, give);
        await running.reload();
        const ask = explain(data, "1.1.1");
        for (const client of setup.clients) {
          const result = await ask(client);
          const output = await psql.ask(toPsql(client));
          if (isAsShown(result, output)) continue;
          disagreements.push(`${setup.name}, ${JSON.stringify(client)}: ${inWords(result)}; psql: ${output}`);
        }
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
    expect(clients.length).toBeGreaterThan(60);
  });
}
