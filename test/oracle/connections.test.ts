import { join } from "node:path";
import { expect, test } from "vitest";
import { type Answer, attempt } from "../support/connect.ts";
import { server } from "../support/postgres.ts";
import { certificateOf, explain, inWords, placeSetup, prepareFolder, setupsOf } from "./connectionFolder.ts";
import type { ConnectionClient } from "./connectionSetup.ts";

/** What an answer is called in a decision. */
const answers: Readonly<Record<Answer, boolean | undefined>> = {
  "lets in": true,
  "requests a password": undefined,
  refuses: false,
  "is not believed": undefined,
};

const isInSample = (name: string) => /map|DN|first|patterns/.test(name);

test.each([
  [13, () => true],
  [18, () => true],
  [14, isInSample],
  [15, isInSample],
  [16, isInSample],
  [17, isInSample],
] as const)("%i lets in the clients that the engine says it lets in", async (version, isChosen) => {
  const setups = setupsOf(version).filter(({ name }) => isChosen(name));
  const postgres = await server(version);
  const data = await postgres.initdb();
  const give = await prepareFolder(data);
  const running = await postgres.start(data, { tcp: true });
  const disagreements: string[] = [];
  let compared = 0;
  try {
    for (const setup of setups) {
      await placeSetup(setup, data, give);
      const log = await running.reload();
      if (/not reloaded|contains errors/.test(log)) disagreements.push(`${setup.name}: ${log}`);
      const ask = explain(data, "1.1.1");
      for (const client of setup.clients) {
        const socket = join(running.socketFolder, `.s.PGSQL.${running.port}`);
        const answer = await attempt(toAttempt(client, client.type === "local" ? socket : running.port));
        const result = await ask(client);
        compared++;
        if (result && result.admitted === answers[answer]) continue;
        disagreements.push(
          `${setup.name}, ${JSON.stringify(client)}: ${inWords(result)}; the server ${answer}`,
        );
      }
    }
  } finally {
    await running.stop();
  }
  expect(disagreements).toEqual([]);
  expect(compared).toBeGreaterThan(version === 13 || version === 18 ? 120 : 30);
});

function toAttempt(client: ConnectionClient, to: number | string) {
  const { user, database = user, type = "ssl", from, replication = false } = client;
  const tls = certificateOf(client) ?? {};
  return { to, user, database, replication, ...(from && { from }), ...(type === "ssl" && { tls }) };
}
