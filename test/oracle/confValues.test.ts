import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findSetting, type Setting, settingNames } from "../../server/src/core/data/settings.ts";
import { checkValue } from "../../server/src/core/syntax/conf/value.ts";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";
import { account } from "../support/unprivileged.ts";
import { valuesOfBuilds } from "./generate/confLines.ts";

/** Values for every setting, whatever its type: one file for each, in which every setting has it. */
const common = [
  ..."on|of|o|YES|trux|n|1|0|2|-1|10|010|08|0x10|0x|1.5|2.5|.5|1e1|1e|1e400|1kB|1KB|1GB|1TB|1B|1500B".split(
    "|",
  ),
  ..."0.5MB|30.1GB|16MB|17B|1us|1500us|1ms|1s|60S|1min|1h|1d|0.0005s|inf|nan|0x1.8|0x10p1|1_000|1,000".split(
    "|",
  ),
  ..."99999999999|2147483647|2147483648|-2147483648|2147483647.4|99999999999999999999|abc|x y|+5|+ 5".split(
    "|",
  ),
  ...["", " 5", "5 ", "1 kB", " .5", "\t7", "7\v", "1MB x", "1e3kB", "\u0661"],
];

/** Values that depend on a setting's own range or words. */
const own: readonly ((setting: Setting) => string | undefined)[] = [
  ({ min }) => min?.toString(),
  ({ max }) => max?.toString(),
  ({ min }) => (min === undefined ? undefined : `${min - 1}`),
  ({ max }) => (max === undefined ? undefined : `${max + 1}`),
  ...[0, 1, 2, 3, 4].map((place) => (setting: Setting) => setting.values?.[place]?.toUpperCase()),
  ...[0, 1].map((place) => (setting: Setting) => setting.hiddenValues?.[place]),
  ...[0, 1].map((place) => (setting: Setting) => valuesOfBuilds(setting)[place]),
  ({ bootValue }) => bootValue ?? undefined,
];

/** What these depend on is not in the file: the machine's locales and stack, other settings, one target for all. */
const notChecked =
  /^(data_directory|config_file|lc_\w+|max_stack_depth|recovery_target(_lsn|_name|_time|_xid)?|log_\w+_stats|max_connections|max_worker_processes|max_wal_senders|autovacuum_max_workers)$/;

/** These change how or whether the server logs what follows. */
const last = ["log_line_prefix", "log_error_verbosity", "log_min_messages"];

describe.each(embeddedVersions)("every setting of PostgreSQL %i", (version) => {
  it("refuses the values that the server refuses", async () => {
    const real = await server(version);
    const folder = await real.initdb();
    const settings = settingNames(version)
      .filter((name) => !notChecked.test(name))
      .sort((a, b) => last.indexOf(a) - last.indexOf(b))
      .map((name) => findSetting(name, version) as Setting);
    const disagreements: string[] = [];
    for (const choose of [...common.map((value) => () => value), ...own]) {
      const lines = settings.map((setting) => [setting, choose(setting) ?? setting.bootValue ?? ""] as const);
      const text = lines.map(([{ name }, value]) => `${name} = ${quoted(value)}\n`).join("");
      await writeFile(join(folder, "postgresql.conf"), text);
      const run = spawnSync(join(real.binFolder, "postgres"), ["-D", folder, "-C", "data_directory"], {
        ...account,
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      });
      const refused = refusedNames(run.stderr);
      for (const [setting, value] of lines) {
        const problem = checkValue(setting, value, {
          serverVersion: version,
          build: new Set(["ssl"]),
          serverPlatform: "posix",
        });
        const ours = problem !== undefined && !("atStart" in problem);
        if (ours === refused.has(setting.name)) continue;
        disagreements.push(`${setting.name} = ${quoted(value)}: ours ${problem?.kind ?? "none"}`);
      }
    }
    expect(disagreements).toEqual([]);
  });
});

/** Most messages name the setting; those that do not are known by their words. */
function refusedNames(log: string): Set<string> {
  const names = new Set([...log.matchAll(/parameter "([^"]+)"/g)].map(([, name]) => name as string));
  if (log.includes("Bonjour is not supported")) names.add("bonjour");
  if (/could not read time zone file ""|abbreviation file/.test(log)) names.add("timezone_abbreviations");
  return names;
}

function quoted(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
