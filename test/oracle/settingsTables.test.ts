import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { collectSettings, settingTablePath } from "../../server/scripts/collectSettings.ts";
import { settingTable } from "../../server/scripts/settings/settingTable.ts";
import { canonicalSettingName } from "../../server/src/core/data/settingName.ts";
import { toServerVersion } from "../../server/src/core/model/serverVersion.ts";

test("the settings' table and old names are what real servers say today", async () => {
  const collected = await collectSettings();
  const committed = await readFile(settingTablePath, "utf8");
  expect(committed, "stale: run `npm run collect-settings`").toBe(settingTable(collected));

  const oldNames = collected.flatMap(({ aliases }) => Object.keys(aliases));
  for (const { version, aliases } of collected) {
    const known = toServerVersion(version);
    if (!known) throw new Error(`version ${version} is unknown`);
    for (const name of oldNames) {
      expect(canonicalSettingName(name, known), `${name} in ${version}`).toBe(aliases[name] ?? name);
    }
  }
});
