import type { PgBouncer, PlacedEntry } from "../cluster/pgbouncer.ts";
import { type LineSection, lineParameters, parametersOf } from "../data/pgbouncer/lineParameters.ts";
import type { PgBouncerSetting } from "../data/pgbouncer/pgbouncerSetting.ts";
import { pgbouncerSetting, pgbouncerSettings } from "../data/pgbouncer/pgbouncerSettings.ts";
import { existsInPgBouncer } from "../model/pgbouncerVersion.ts";
import type { Place } from "../model/span.ts";
import { didYouMean, placeIn, type ReportPgBouncer, stopsReading } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { readLineParameters } from "../syntax/pgbouncer/readLineParameters.ts";

/** A setting or parameter that PgBouncer of this release does not know. */
export const pgbouncerSettingUnknown: Rule = {
  id: "pgbouncer-setting-unknown",
  severity: "error",
  serverEffect: "start-error",
  summary: "PgBouncer does not know a setting, or a parameter of a database, user or peer.",
  instead:
    "Correct the name, or remove the line. `# pgssl: pgbouncer=1.18` at the top of the file says the release.",
  pgbouncer(pgbouncer, report) {
    for (const placed of pgbouncer.entries) {
      const { entry, section } = placed;
      if (entry.kind !== "assignment" || section === undefined) continue;
      if (section === "pgbouncer") checkSetting(placed, entry.name, pgbouncer, report);
      else if (Object.hasOwn(lineParameters, section))
        checkLine(placed, entry.value, section as LineSection, pgbouncer, report);
    }
  },
};

export const pgbouncerSettingUnknownPage: RulePage = {
  why: "PgBouncer stops at a name that it does not know, with regard to case: it does not start, and a reload leaves all settings below at their defaults, those of TLS included. Parameters of libpq as `sslmode` are none of PgBouncer's: TLS to servers is configured with `server_tls_*` for all of them.",
  bad: [
    `
      -- pgbouncer.ini --
      [users]
      alice = poolmode=session
      #       ^^^^^^^^
      [pgbouncer]
      client_tls_mode = require
      #^^^^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      # pgssl: pgbouncer=1.18
      [databases]
      shop = host=db.example.com sslmode=require
      #                          ^^^^^^^
      [pgbouncer]
      auth_ident_file = maps
      #^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- pgbouncer.ini --
      [users]
      alice = pool_mode=session
      [pgbouncer]
      client_tls_sslmode = require
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [databases]
      shop = host=db.example.com pool_mode=session
      * = host=db.example.com
      [pgbouncer]
      client_tls_sslmode = disable
      auth_ident_file = maps
    `,
  ],
};

function checkSetting(
  placed: PlacedEntry,
  name: string,
  pgbouncer: PgBouncer,
  report: ReportPgBouncer,
): void {
  const { version, serverPlatform } = pgbouncer;
  if (pgbouncerSetting(name, version) || placed.entry.kind !== "assignment") return;
  if (name === "service_name" && serverPlatform === "windows") return;
  const { nameSpan, valueSpan } = placed.entry;
  const place = placeIn(placed, nameSpan.end > nameSpan.start ? nameSpan : valueSpan);
  const known = pgbouncerSettings.filter((row) => existsInPgBouncer(row, version)).map((row) => row.name);
  reportUnknown(
    name,
    "setting",
    place,
    pgbouncerSettings,
    known,
    pgbouncer,
    report,
    "unknown parameter: pgbouncer/…",
  );
}

function checkLine(
  placed: PlacedEntry,
  value: string,
  section: LineSection,
  pgbouncer: PgBouncer,
  report: ReportPgBouncer,
): void {
  if (placed.entry.kind !== "assignment") return;
  const { start } = placed.entry.valueSpan;
  const known = parametersOf(section, pgbouncer.version).map(({ name }) => name);
  for (const { name, nameSpan } of readLineParameters(value).parameters) {
    if (known.includes(name)) continue;
    const place = placeIn(placed, { start: start + nameSpan.start, end: start + nameSpan.end });
    const what = `parameter in [${section}]`;
    const isLate = section === "databases" && placed.entry.name === "*";
    const logged = section === "users" ? "unrecognized user parameter" : "unrecognized connection parameter";
    reportUnknown(name, what, place, lineParameters[section], known, pgbouncer, report, logged, isLate);
    return; // PgBouncer stops at the first
  }
}

function reportUnknown(
  name: string,
  what: string,
  place: Place,
  rows: readonly PgBouncerSetting[],
  known: readonly string[],
  pgbouncer: PgBouncer,
  report: ReportPgBouncer,
  logged: string,
  isLate = false,
): void {
  const row = rows.find((one) => one.name === name);
  const { words, fixes } = row ? { words: "", fixes: [] } : didYouMean(name, known, place);
  const libpq = /^ssl|^channel_binding$/.test(name) && !words;
  const message = row
    ? `PgBouncer 1.${pgbouncer.version} does not have this ${what}, which came with 1.${row.since}; remove it.`
    : libpq
      ? "libpq has this word, not PgBouncer; use the server_tls_* settings, which hold for all databases."
      : `PgBouncer does not know this ${what}${words || "; correct or remove it."}`;
  report(
    place,
    message,
    isLate
      ? {
          serverEffect: "connection-error",
          detail: `PgBouncer starts, and logs “${logged}” when a client wants a database that has no line of its own; the client fails.`,
        }
      : { detail: stopsReading(pgbouncer, place, logged) },
    fixes,
  );
}
