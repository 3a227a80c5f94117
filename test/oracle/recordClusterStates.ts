// Asks a server that was installed by hand about all states and keeps its verdicts, since not every machine has one with
// OpenSSL 3: npx tsx test/oracle/recordClusterStates.ts 15 /usr/lib/postgresql/15/bin test/oracle/clusterStates.debian15.json
import { writeFile } from "node:fs/promises";
import { serverAt } from "../support/postgres.ts";
import { ClusterOracle, canMake } from "./askCluster.ts";
import { clusterStates, clusterStatesSince18 } from "./clusterStates.ts";

const [version = "", binFolder = "", target = ""] = process.argv.slice(2);
if (!target) throw new Error("Arguments: VERSION BIN_FOLDER TARGET.json");
const server = await serverAt(Number(version), binFolder);
const oracle = await ClusterOracle.open(server, "3");
const starts: Record<string, boolean> = {};
for (const state of [...clusterStates, ...(server.version >= 18 ? clusterStatesSince18 : [])].filter(
  canMake,
)) {
  const verdicts = await oracle.ask(state);
  if (verdicts) starts[state.name] = verdicts.started;
}
const content = { server: (await server.run(["--version"])).trim(), openSsl: "3", starts };
await writeFile(target, `${JSON.stringify(content, null, 2)}\n`);
