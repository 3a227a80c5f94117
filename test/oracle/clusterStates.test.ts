import { expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { type EmbeddedVersion, embeddedVersions } from "../support/servers.ts";
import { ClusterOracle, canMake, judgeState } from "./askCluster.ts";
import recorded from "./clusterStates.debian15.json" with { type: "json" };
import { type ClusterState, clusterStates, clusterStatesSince18 } from "./clusterStates.ts";

/** The oldest and the newest are asked about everything, those between about every twelfth state. */
const thorough: readonly EmbeddedVersion[] = [13, 18];
/** Data directories that are made and asked about at the same time. */
const parallel = 4;

test.each(embeddedVersions)(
  "%i starts or refuses to start as the engine says, whatever state the files are in",
  { timeout: 120_000 },
  async (version) => {
    const all = [...clusterStates, ...(version >= 18 ? clusterStatesSince18 : [])].filter(canMake);
    const states = all.filter((_, index) => thorough.includes(version) || index % 12 === version % 12);
    const oracle = await ClusterOracle.open(await server(version), "1.1.1");
    const disagreements: string[] = [];
    let compared = 0;
    await inParallel(states, async (state) => {
      const verdicts = await oracle.ask(state);
      if (!verdicts) return;
      compared++;
      const refusing = verdicts.findings.filter(({ serverEffect }) => serverEffect === "start-error");
      if (verdicts.started === (refusing.length === 0)) return;
      const engine = refusing.map(({ rule }) => rule).join(", ") || "nothing";
      const said = verdicts.started ? "it starts" : (/FATAL:.*/.exec(verdicts.log)?.[0] ?? verdicts.log);
      disagreements.push(`${state.name}: the engine says ${engine}, the server: ${said}`);
    });
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(states.length / 2);
  },
);

test("the engine says of OpenSSL 3 what Debian's PostgreSQL 15 did", { timeout: 60_000 }, async () => {
  const disagreements: string[] = [];
  const verdicts: Readonly<Record<string, boolean>> = recorded.starts;
  let compared = 0;
  for (const state of clusterStates) {
    const starts = verdicts[state.name];
    const findings = await judgeState(state, 15, "3");
    if (starts === undefined || !findings) continue;
    compared++;
    const refusing = findings.filter(({ serverEffect }) => serverEffect === "start-error");
    if (starts === (refusing.length === 0)) continue;
    const engine = refusing.map(({ rule }) => rule).join(", ") || "nothing";
    disagreements.push(
      `${state.name}: the engine says ${engine}, the server ${starts ? "started" : "did not start"}`,
    );
  }
  expect(disagreements).toEqual([]);
  expect(compared).toBeGreaterThan(250);
});

async function inParallel(
  states: readonly ClusterState[],
  ask: (state: ClusterState) => Promise<void>,
): Promise<void> {
  const queue = [...states];
  const worker = async () => {
    for (let state = queue.shift(); state; state = queue.shift()) await ask(state);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}
