import { expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";
import { keyModes } from "./clusterStates.ts";
import { ReloadOracle, reloadDisagreements } from "./reloadOracle.ts";
import { sampleOf } from "./sampleStates.ts";

test.each(embeddedVersions)(
  "%i takes in at a reload what the engine says it takes in, and keeps what it says it keeps",
  async (version) => {
    const states = [...sampleOf(version), ...(version === 18 ? keyModes : [])];
    const oracle = await ReloadOracle.open(await server(version), "1.1.1");
    const disagreements: string[] = [];
    let compared = 0;
    try {
      for (const state of states) {
        const reloaded = await oracle.ask(state);
        if (!reloaded) continue;
        compared++;
        const odds = reloadDisagreements(reloaded.outcome, reloaded);
        if (odds.length > 0) disagreements.push(`${state.name}: ${odds.join("; ")}\n${reloaded.log}`);
      }
    } finally {
      await oracle.close();
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(states.length / 2);
  },
);
