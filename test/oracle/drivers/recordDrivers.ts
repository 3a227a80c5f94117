import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drivers } from "../../../server/src/core/data/drivers/drivers.ts";
import { projectRoot } from "../../support/tools.ts";
import { debianDrivers, largeDrivers, nodeDrivers } from "./driverPrograms.ts";
import { startDriverServers } from "./driverServers.ts";
import { type DriverResult, tryDriver } from "./tryDriver.ts";

/** Records what all drivers that are to be had here do: `npx tsx test/oracle/drivers/recordDrivers.ts`. */
const file = join(projectRoot, "test/oracle/fixtures/drivers.json");
const recorded: Record<string, Record<string, DriverResult>> = await readFile(file, "utf8").then(
  JSON.parse,
  () => ({}),
);
const servers = await startDriverServers();
try {
  for (const program of [...(await nodeDrivers()), ...(await debianDrivers()), ...(await largeDrivers())]) {
    const row = drivers.find(({ id, tried }) => id === program.id && tried === program.version);
    if (!row) throw new Error(`no row says that ${program.id} ${program.version} was tried`);
    recorded[`${row.id} ${row.tried}`] = Object.fromEntries(await tryDriver(row, program, servers));
    console.log(row.id, row.tried, recorded[`${row.id} ${row.tried}`]);
  }
} finally {
  await servers.stop();
}
await writeFile(file, `${JSON.stringify(recorded, undefined, 1)}\n`);
