import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { checkExample, type EngineResult } from "../support/checkExample.ts";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";
import { projectRoot } from "../support/tools.ts";
import { ClusterOracle, reasonIn } from "./clusterOracle.ts";
import type { ClusterState } from "./clusterStates.ts";
import { type RecordedState, type Reloading, reloadDisagreements } from "./reloadOracle.ts";
import { sampleOf, statesOf } from "./sampleStates.ts";

/** Data directories that are made and tried at the same time. */
const parallel = 4;

test.each(embeddedVersions)(
  "%i starts or refuses to start as the engine says, whatever state the files are in",
  async (version) => {
    const states = sampleOf(version);
    const oracle = await ClusterOracle.open(await server(version), "1.1.1");
    const disagreements: string[] = [];
    let compared = 0;
    await inParallel(states, async (state) => {
      const results = await oracle.ask(state);
      if (!results) return;
      compared++;
      const output = results.started ? "it starts" : (/FATAL:.*/.exec(results.log)?.[0] ?? results.log);
      const odds =
        startDisagreement(results, results.started, output) ??
        reasonDisagreement(results, reasonIn(results.log));
      if (odds) disagreements.push(`${state.name}: ${odds}`);
    });
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(states.length / 2);
  },
);

test.each([15, 18, 19])("the engine says of its OpenSSL what Debian's PostgreSQL %i did", async (version) => {
  const file = join(projectRoot, `test/oracle/fixtures/clusterStates${version}.json`);
  const { openSsl, states }: Recorded = JSON.parse(await readFile(file, "utf8"));
  const disagreements: string[] = [];
  let compared = 0;
  let certain = 0;
  for (const state of statesOf(version)) {
    const recorded = states[state.name];
    const result = recorded && (await checkExample(state.text, version, openSsl));
    if (!recorded || !result) continue;
    compared++;
    if (result.outcome.start !== "unknown" && result.outcome.reload.ssl !== "unknown") certain++;
    const odds = [
      startDisagreement(result, recorded.starts, recorded.starts ? "it starts" : "it does not"),
      reasonDisagreement(result, recorded.reason),
      groupsDisagreement(result, recorded.shows),
      ...(recorded.kept ? reloadDisagreements(result.outcome, recorded as Reloading) : []),
    ].filter(Boolean);
    if (odds.length > 0) disagreements.push(`${state.name}: ${odds.join("; ")}`);
  }
  expect(disagreements).toEqual([]);
  expect(compared).toBeGreaterThan(300);
  expect(certain / compared).toBeGreaterThan(0.8);
});

/** What `recordClusterStates.ts` wrote. */
interface Recorded {
  readonly openSsl: OpenSslFamily;
  readonly states: Readonly<Record<string, RecordedState>>;
}

/** What the engine expects of a start, against what the server did. */
function startDisagreement({ outcome }: EngineResult, started: boolean, output: string): string | undefined {
  if (outcome.start === "unknown" || (outcome.start === "starts") === started) return undefined;
  const rules = outcome.causes.map(({ finding }) => finding.rule).join(", ") || "nothing";
  return `the engine says that it ${outcome.start} (${rules}), the server: ${output}`;
}

/** The words that the only refusing rule looks for in the log, against those that are there. */
function reasonDisagreement({ findings }: EngineResult, reason: string | undefined): string | undefined {
  const [refusing, ...others] = findings.filter(({ serverEffect }) => serverEffect === "start-error");
  const promised = /with “(.+)” in its log/.exec(refusing?.message ?? "")?.[1];
  if (!promised || !reason || others.length > 0 || reason === promised) return undefined;
  return `${refusing?.rule} looks for “${promised}”, the log says “${reason}”`;
}

/** Without a group no handshake succeeds, so that the server never shows a certificate. */
function groupsDisagreement({ findings }: EngineResult, shows: RecordedState["shows"]): string | undefined {
  const isEmpty = findings.some(({ rule }) => rule === "ssl-groups-empty");
  return isEmpty && shows !== "none"
    ? `no handshake is to succeed, and the certificate is ${shows}`
    : undefined;
}

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
