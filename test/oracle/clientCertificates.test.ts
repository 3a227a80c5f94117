import { expect, test } from "vitest";
import { letsIn } from "../support/connect.ts";
import { server } from "../support/postgres.ts";
import {
  checkClientState,
  clientOf,
  clientStatesOf,
  placeClientState,
  verifiedOnly,
} from "./clientFolder.ts";
import { prepareFolder } from "./connectionFolder.ts";

test.each([13, 18] as const)(
  "%i refuses the client certificates that the engine says it refuses",
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    await give("pg_hba.conf", verifiedOnly);
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    try {
      for (const state of clientStatesOf(version)) {
        await placeClientState(state, data, give);
        const reload = await running.reload();
        const admitted = await letsIn(running.port, clientOf(state));
        const { refusing, isUnverified } = await checkClientState(state, version, "1.1.1");
        // Of revocation a client's certificate is not checked.
        const isRevocable = state.lists !== undefined || state.directory !== undefined;
        if (!isRevocable && admitted === isUnverified)
          disagreements.push(`${JSON.stringify(state)}: the certificate itself is verified otherwise`);
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
