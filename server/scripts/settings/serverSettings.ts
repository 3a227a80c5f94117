import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refusalsOf } from "../../../test/oracle/refusals.ts";
import type { PostgresServer, SingleSession } from "../../../test/support/postgres.ts";
import { settingGroup } from "./settingGroup.ts";

/** What one server reports about one setting; absent where it has none. */
export interface SettingFacts {
  readonly name: string;
  readonly type: string;
  readonly context: string;
  readonly group: string;
  readonly bootValue: string | null;
  readonly unit?: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  readonly hiddenValues?: readonly string[];
  /** The view `pg_settings` leaves it out. */
  readonly unlisted?: true;
}

/** What one server reports about all its settings. */
export interface ServerSettings {
  readonly version: number;
  readonly settings: readonly SettingFacts[];
  /** Old names, each with the name of the setting that the server takes it for. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Reads from a real server all settings that it knows, those that it lists nowhere included. */
export async function readServerSettings(server: PostgresServer): Promise<ServerSettings> {
  const dataDirectory = await server.initdb();
  const configuration = join(dataDirectory, "postgresql.conf");
  await writeFile(configuration, "");
  const session = await server.openSingle(dataDirectory);
  const listed = (await session.query(listedSettings)).map(toFacts);
  const names = await findUnlistedNames(server, session, configuration, listed);
  await session.close();

  const aliases: Record<string, string> = {};
  const unlisted: SettingFacts[] = [];
  for (const name of names) {
    const target = await aliasTarget(server, dataDirectory, name);
    if (target !== undefined) aliases[name] = target;
    else unlisted.push(factsOfUnlisted(name));
  }
  const settings = await addHiddenValues(server, listed);
  return { version: server.version, settings: [...settings, ...unlisted], aliases };
}

const listedSettings = `select name, vartype, context, category, boot_val, unit, min_val, max_val, enumvals
  from pg_settings where position('.' in name) = 0 order by lower(name)`;

function toFacts(row: Record<string, unknown>): SettingFacts {
  const internal = row.context === "internal";
  return {
    name: String(row.name),
    type: String(row.vartype),
    context: String(row.context),
    group: settingGroup(String(row.category)),
    bootValue: internal || row.boot_val === null ? null : String(row.boot_val), // of this build, not a default, if internal
    ...(row.unit ? { unit: String(row.unit) } : {}),
    ...(row.min_val && !internal ? { min: Number(row.min_val), max: Number(row.max_val) } : {}),
    ...(row.enumvals ? { values: row.enumvals as string[] } : {}),
  };
}

/**
 * Every name of a setting is a string in the program, or the end of one. All that could be names are put to the server at
 * once: it reports those that it does not know.
 */
async function findUnlistedNames(
  server: PostgresServer,
  session: SingleSession,
  configuration: string,
  listed: readonly SettingFacts[],
): Promise<string[]> {
  const known = new Set(listed.map((setting) => setting.name.toLowerCase()));
  const program = (await readFile(join(server.binFolder, "postgres"))).toString("latin1");
  const candidates = new Set<string>();
  for (const [word] of program.matchAll(/[A-Za-z_]\w{1,48}(?=\0)/g)) {
    for (let start = 0; start < word.length - 1; start++) {
      const name = word.slice(start).toLowerCase();
      if (/^[a-z_]/.test(name) && !known.has(name) && !/^include(_dir|_if_exists)?$/.test(name)) {
        candidates.add(name);
      }
    }
  }
  // One unknown name keeps the server from looking at values.
  await writeFile(configuration, `no_such_setting = 1\n${[...candidates].map((n) => `${n} = 1\n`).join("")}`);
  const found = await session.query("select name from pg_file_settings where error is null");
  await writeFile(configuration, "");
  return found.map((row) => String(row.name)).sort();
}

/** Starts with the setting given under that name, and looks which of the listed settings was given. */
async function aliasTarget(
  server: PostgresServer,
  dataDirectory: string,
  name: string,
): Promise<string | undefined> {
  const given = "select name from pg_settings where source = 'command line'";
  const [row] = await server.single(dataDirectory, `select current_setting('${name}') as value`);
  const before = new Set((await server.single(dataDirectory, given)).map((other) => other.name));
  try {
    const after = await server.single(dataDirectory, given, ["-c", `${name}=${row?.value}`]);
    return after.map((other) => String(other.name)).find((other) => !before.has(other));
  } catch {
    return undefined; // its own present value cannot be given, so it is no other name of an ordinary setting
  }
}

/** The settings that no server lists: its answers to values in a file show their types and ranges. */
const unlistedSettings: readonly SettingFacts[] = [
  { name: "default_with_oids", type: "bool", context: "user", group: "compatibility", bootValue: "off" },
  { name: "is_superuser", type: "bool", context: "internal", group: "preset", bootValue: null },
  { name: "role", type: "string", context: "user", group: "client", bootValue: "none" },
  { name: "seed", type: "real", context: "user", group: "client", bootValue: "0", min: -1, max: 1 },
  { name: "session_authorization", type: "string", context: "user", group: "client", bootValue: null },
  {
    name: "ssl_renegotiation_limit",
    type: "integer",
    context: "user",
    group: "tls",
    bootValue: "0",
    min: 0,
    max: 0,
  },
];

function factsOfUnlisted(name: string): SettingFacts {
  const facts = unlistedSettings.find((setting) => setting.name === name);
  if (!facts) throw new Error(`Nothing is known of the setting ${name}, which pg_settings does not list`);
  return { ...facts, unlisted: true };
}

/** Spellings that servers were seen to accept for some enumerations without listing them. */
const knownSpellings =
  "on off true false yes no 1 0 none default debug info fatal panic archive hot_standby".split(" ");

/** Tries all values of all enumerations, and the spellings above, on each enumeration. */
async function addHiddenValues(
  server: PostgresServer,
  settings: readonly SettingFacts[],
): Promise<SettingFacts[]> {
  const enumerations = settings.filter(({ values, context }) => values && context !== "internal");
  const spellings = [
    ...new Set(
      [...enumerations.flatMap(({ values }) => values ?? []), ...knownSpellings].map((v) => v.toLowerCase()),
    ),
  ];
  const trials = enumerations.flatMap(({ name, values }) =>
    spellings
      .filter((value) => !values?.some((listed) => listed.toLowerCase() === value))
      .map((value) => ({ name, value })),
  );
  const results = await refusalsOf(
    server,
    "postgresql-conf",
    trials.map(({ name, value }) => `${name} = '${value}'`),
  );
  const accepted = trials.filter((_, place) => results[place]?.length === 0);
  return settings.map((setting) => {
    const hiddenValues = accepted.filter((t) => t.name === setting.name).map((t) => t.value);
    return hiddenValues.length > 0 ? { ...setting, hiddenValues: hiddenValues.sort() } : setting;
  });
}
