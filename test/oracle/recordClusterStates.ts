// Runs a server that was installed by hand in all states and keeps its results, since not every machine has one with
// OpenSSL 3: npx tsx test/oracle/recordClusterStates.ts 15 /usr/lib/postgresql/15/bin 3 test/oracle/fixtures/clusterStates15.json
import { writeFile } from "node:fs/promises";
import { openSslFamilies } from "../../server/src/core/model/serverBuild.ts";
import { serverAt } from "../support/postgres.ts";
import { ClusterOracle, canMake, reasonIn } from "./clusterOracle.ts";
import { clusterStates, clusterStatesSince18 } from "./clusterStates.ts";
import { type RecordedState, ReloadOracle } from "./reloadOracle.ts";

const [version = "", binFolder = "", family = "", target = ""] = process.argv.slice(2);
const openSsl = openSslFamilies.find((known) => known === family);
if (!target || !openSsl) throw new Error("Arguments: VERSION BIN_FOLDER OPENSSL_FAMILY TARGET.json");
const server = await serverAt(Number(version), binFolder);
const oracle = await ClusterOracle.open(server, openSsl);
const running = await ReloadOracle.open(server, openSsl);
const rows: string[] = [];
try {
  for (const state of [...clusterStates, ...(server.version >= 18 ? clusterStatesSince18 : [])].filter(
    canMake,
  )) {
    const started = await oracle.ask(state);
    if (!started) continue;
    const reloaded = await running.ask(state);
    const { kept, waiting, shows } = reloaded ?? {};
    const reason = started.started ? undefined : reasonIn(started.log);
    const start: Pick<RecordedState, "starts" | "reason"> = {
      starts: started.started,
      ...(reason && { reason }),
    };
    rows.push(`${JSON.stringify(state.name)}: ${JSON.stringify({ ...start, kept, waiting, shows })}`);
  }
} finally {
  await running.close();
}
const name = (await server.run(["--version"])).trim();
await writeFile(
  target,
  `{ "server": ${JSON.stringify(name)}, "openSsl": ${JSON.stringify(openSsl)}, "states": {\n${rows.join(",\n")}\n} }\n`,
);
