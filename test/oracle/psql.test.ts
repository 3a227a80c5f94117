import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { projectRoot } from "../support/tools.ts";
import { temporaryFolder } from "../support/unprivileged.ts";
import { clientStatesOf, judgeClientState } from "./clientFolder.ts";
import {
  explain,
  inWords,
  isAsSaid,
  placeSetup,
  prepareFolder,
  setupsOf,
  toPsql,
} from "./connectionFolder.ts";
import { hasPsql, Psql } from "./psql.ts";
import type { RecordedConnections } from "./recordConnections.ts";

test.each([13, 15, 18, 19])(
  "the engine says of clients what psql met at a server of PostgreSQL %i",
  { timeout: 60_000 },
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
        const verdict = await ask(client);
        const said = setups[setup.name]?.[at];
        if (said && isAsSaid(verdict, said)) continue;
        const what = `${setup.name}, ${JSON.stringify(client)}: ${inWords(verdict)}`;
        disagreements.push(`${what}; psql: ${said ?? "nothing, record it anew"}`);
      }
    }
    for (const state of clientStatesOf(version)) {
      const what = JSON.stringify(state);
      const said = states[what];
      // 3.6 does not look the root up, and then it depends on the client whether a list with a place counts.
      if (openSsl === "3.5" && state.lists?.includes("placed")) continue;
      const { refusing } = await judgeClientState(state, version, openSsl);
      if (!said || (said === "admitted") !== (refusing.length === 0))
        disagreements.push(
          `${what}: ${refusing.join() || "nothing"}; psql: ${said ?? "nothing, record it anew"}`,
        );
    }
    expect(disagreements).toEqual([]);
  },
);

// Without psql the records speak alone.
if (hasPsql) {
  test("psql meets at a running server what the engine says", { timeout: 120_000 }, async () => {
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
          const verdict = await ask(client);
          const said = await psql.ask(toPsql(client));
          if (isAsSaid(verdict, said)) continue;
          disagreements.push(`${setup.name}, ${JSON.stringify(client)}: ${inWords(verdict)}; psql: ${said}`);
        }
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
    expect(clients.length).toBeGreaterThan(60);
  });
}
