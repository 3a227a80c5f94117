import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";
import { temporaryFolder } from "../support/unprivileged.ts";
import { clientStatesOf, judgeClientState } from "./clientFolder.ts";
import { explain, inWords, isAsSaid, placeSetup, prepareFolder, setupsOf } from "./connectionFolder.ts";
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
      const { refusing } = await judgeClientState(state, version, openSsl);
      const differs = version >= 18 && differsIn36.has(what);
      if (!said || ((said === "admitted") === (refusing.length === 0)) === differs)
        disagreements.push(
          `${what}: ${refusing.join() || "nothing"}; psql: ${said ?? "nothing, record it anew"}`,
        );
    }
    expect(disagreements).toEqual([]);
  },
);

/**
 * What OpenSSL 3.6.5, with which 18 and 19 were asked, does otherwise than 3.0, which the engine means by “3”: in a directory of
 * revocation lists it goes on after a file that is none.
 */
const differsIn36: ReadonlySet<string> = new Set([
  '{"authorities":"root","client":"root-client","directory":"","entries":{"HASH.r0":"junk","HASH.r1":"crl"}}',
]);
