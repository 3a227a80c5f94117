import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { server, serverAt } from "../../test/support/postgres.ts";
import { embeddedVersions } from "../../test/support/servers.ts";
import { projectRoot } from "../../test/support/tools.ts";
import { findSetting } from "../src/core/data/settings.ts";
import { toServerVersion } from "../src/core/model/serverVersion.ts";
import { readServerSettings, type ServerSettings } from "./settings/serverSettings.ts";
import { settingTable } from "./settings/settingTable.ts";

/** Where the table is. */
export const settingTablePath = join(projectRoot, "server/src/core/data/settings.generated.ts");

/** Queries the real servers of all versions that npm has. */
export async function collectSettings(): Promise<ServerSettings[]> {
  const collected: ServerSettings[] = [];
  for (const version of embeddedVersions) collected.push(await readServerSettings(await server(version)));
  return collected;
}

/** Prints a line for each difference between a server and the tables. */
function differencesFromTables({ version, settings }: ServerSettings): string[] {
  const known = toServerVersion(version);
  if (!known) return [`Version ${version} is not one of those that the tables hold`];
  return settings.flatMap(({ name, ...facts }) => {
    const { valuesElsewhere: _, name: __, ...traits } = findSetting(name, known) ?? {};
    const [reported, held] = [facts, traits].map((value) => JSON.stringify(value, Object.keys(value).sort()));
    return reported === held ? [] : [`${name}: the server reports ${reported}, the tables hold ${held}`];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { server: { type: "string" } } });
  const [version, folder] = values.server?.split("@") ?? [];
  if (version && folder) {
    const reported = await readServerSettings(await serverAt(Number(version), folder));
    process.stdout.write(`${differencesFromTables(reported).join("\n")}\n`);
  } else {
    const before = await readFile(settingTablePath, "utf8").catch(() => "");
    const after = settingTable(await collectSettings());
    await writeFile(settingTablePath, after);
    process.stdout.write(
      before === after ? "The settings' table was up to date.\n" : "The settings' table is new.\n",
    );
  }
}
