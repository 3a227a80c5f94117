import { type PgBouncer, type PlacedEntry, wordOf } from "../cluster/pgbouncer.ts";
import { type LineSection, lineParameters, parametersOf } from "../data/pgbouncer/lineParameters.ts";
import { pgbouncerSetting } from "../data/pgbouncer/pgbouncerSettings.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Place } from "../model/span.ts";
import { didYouMean, placeIn, type ReportPgBouncer, stopsReading } from "../ruleKit/pgbouncerRule.ts";
import { faultOfValue, leavesNoProtocol, type PgBouncerValueFault } from "../ruleKit/pgbouncerValues.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { readLineParameters } from "../syntax/pgbouncer/readLineParameters.ts";

/** A value that PgBouncer refuses. */
export const pgbouncerValueInvalid: Rule = {
  id: "pgbouncer-value-invalid",
  severity: "error",
  serverEffect: "start-error",
  summary: "PgBouncer refuses a value.",
  instead: "Correct the value.",
  pgbouncer(pgbouncer, report) {
    for (const placed of pgbouncer.entries) {
      const { entry, section } = placed;
      if (entry.kind !== "assignment" || section === undefined) continue;
      if (section === "pgbouncer") checkSetting(placed, pgbouncer, report);
      else if (Object.hasOwn(lineParameters, section))
        checkLine(placed, section as LineSection, pgbouncer, report);
    }
  },
};

export const pgbouncerValueInvalidPage: RulePage = {
  why: "Numbers have no units, words have no quotes, and a comment behind a value is part of it. PgBouncer stops at a value that it does not understand: it does not start, and a reload leaves all settings below at their defaults, those of TLS included. Protocols, ciphers, curves are read after all that, and only while TLS is on.",
  bad: [
    `
      -- pgbouncer.ini --
      [users]
      alice = pool_mode=transactional
      #                 ^^^^^^^^^^^^^
      [pgbouncer]
      auth_type = scram
      #           ^^^^^
      server_lifetime = 600s
      #                 ^^^^
      max_client_conn = 100 ; enough
      #                 ^^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      server_tls_sslmode = require
      server_tls_protocols = tlsv1.2 tlsv1.3
      #                      ^^^^^^^^^^^^^^^
      server_tls_ciphers = nonsense
      #                    ^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [databases]
      orders = host=db.example.com port=none
      #                                 ^^^^
      pgbouncer = host=db.example.com
      #^^^^^^^^ the name of the console
      shop = host=db.example.com password='open
      #                                   ^^^^^
      [pgbouncer]
    `,
  ],
  fixed: [
    `
      -- pgbouncer.ini --
      [users]
      alice = pool_mode=transaction
      [pgbouncer]
      auth_type = scram-sha-256
      server_lifetime = 600
      max_client_conn = 100
    `,
  ],
  good: [
    `
      -- pgbouncer.ini --
      [databases]
      shop = host=db.example.com password='it''s' port=5432
      [pgbouncer]
      auth_type = SCRAM-SHA-256
      server_lifetime = 1.5e3
      unix_socket_mode = 0700
      client_tls_protocols = nonsense
      server_tls_sslmode = require
      server_tls_protocols = tlsv1.2, tlsv1.3
      server_tls_ciphers = HIGH:!aNULL
    `,
  ],
};

const tlsKinds: ReadonlySet<string> = new Set(["protocols", "ciphers", "dhe", "curve"]);

function checkSetting(placed: PlacedEntry, pgbouncer: PgBouncer, report: ReportPgBouncer): void {
  const { entry, uri } = placed;
  const { version } = pgbouncer;
  const setting = entry.kind === "assignment" && pgbouncerSetting(entry.name, version);
  if (entry.kind !== "assignment" || !setting) return;
  const isTls = tlsKinds.has(setting.kind);
  if (isTls) {
    const side = setting.name.startsWith("client") ? "client" : "server";
    const own = pgbouncer.settings.get(setting.name);
    // Only the value in force is read, and only while TLS is on.
    if (own?.uri !== uri || own.line !== entry.line || wordOf(pgbouncer, `${side}_tls_sslmode`) === "disable")
      return;
  }
  const { value, valueSpan, nameSpan } = entry;
  const fault = faultOfValue(setting, value, version);
  if (!fault) {
    if (setting.kind === "protocols" && leavesNoProtocol(value))
      report(placeIn(placed, valueSpan), "No protocol is left, and every handshake fails; write secure.", {
        serverEffect: "connection-error",
        detail: "PgBouncer starts, and no connection with TLS comes about.",
      });
    return;
  }
  const start = valueSpan.start + fault.span.start;
  const place = placeIn(placed, value === "" ? nameSpan : { start, end: valueSpan.start + fault.span.end });
  const logged = isTls ? `invalid ${setting.name}` : `invalid value … for parameter ${setting.name}`;
  reportFault(setting.name, value.slice(fault.span.start, fault.span.end), fault, place, report, {
    detail: isTls
      ? `PgBouncer logs “${logged}” and does not start; a reload keeps the TLS configuration as it was.`
      : stopsReading(pgbouncer, place, logged),
  });
}

function checkLine(
  placed: PlacedEntry,
  section: LineSection,
  pgbouncer: PgBouncer,
  report: ReportPgBouncer,
): void {
  const { entry } = placed;
  if (entry.kind !== "assignment") return;
  const at = ({ start, end }: { start: number; end: number }) =>
    placeIn(placed, { start: entry.valueSpan.start + start, end: entry.valueSpan.start + end });
  const isLate = section === "databases" && entry.name === "*";
  const details = (place: Place, logged: string) =>
    isLate
      ? {
          serverEffect: "connection-error" as const,
          detail: `PgBouncer starts, and logs “${logged}” when a client wants a database that has no line of its own.`,
        }
      : { detail: stopsReading(pgbouncer, place, logged) };
  if (section === "databases" && entry.name === "pgbouncer") {
    const place = placeIn(placed, entry.nameSpan);
    report(
      place,
      "The name pgbouncer is that of the console; give the database another name.",
      details(place, 'database name "pgbouncer" is reserved'),
    );
    return;
  }
  if (section === "peers" && !isPeer(entry.name)) {
    const place = placeIn(
      placed,
      entry.nameSpan.end > entry.nameSpan.start ? entry.nameSpan : entry.valueSpan,
    );
    report(place, "A peer is named by its peer_id; write a number from 1 to 65535.", {
      ...details(place, "ids of peers must be a number larger than 0 and at most 65536"),
    });
    return;
  }
  const { parameters, fault } = readLineParameters(entry.value);
  const known = parametersOf(section, pgbouncer.version);
  for (const { name, value, valueSpan } of parameters) {
    const row = known.find((one) => one.name === name);
    if (!row) return; // PgBouncer stops there
    const place = at(valueSpan);
    if (name === "port" && section !== "users" && !/^[ \t\v\f\r]*[+-]?0*[1-9]/.test(value)) {
      report(place, "PgBouncer reads this port as 0; write a number.", details(place, "invalid port"));
      return;
    }
    const wrong = row.kind === "choice" ? faultOfValue(row, value, pgbouncer.version) : undefined;
    if (!wrong) continue;
    reportFault(name, value, wrong, place, report, details(place, `invalid ${name.replaceAll("_", " ")}`));
    return;
  }
  if (fault) {
    const place = at(fault.span);
    report(place, faultWords[fault.kind], details(place, "syntax error in connection string"));
  } else if (section === "peers" && !parameters.some(({ name }) => name === "host")) {
    const place = placeIn(placed, entry.nameSpan);
    report(place, "A peer needs a host; add host=….", details(place, "host was not provided for peer"));
  }
}

const faultWords = {
  "equals-missing": "This is not name=value; quote values with blanks in single quotes.",
  "value-missing": "This parameter has no value; write one, or remove the parameter.",
  "quote-open": "The quote is not closed; end it, and double a single quote that belongs to the value.",
} as const;

function isPeer(name: string): boolean {
  return /^\d{1,5}$/.test(name) && Number(name) >= 1 && Number(name) <= 65_535;
}

function reportFault(
  name: string,
  written: string,
  { wanted, words, meant }: PgBouncerValueFault,
  place: Place,
  report: ReportPgBouncer,
  details: Parameters<ReportPgBouncer>[2],
): void {
  const near = didYouMean(written, words, place);
  const fixes: readonly Fix[] =
    meant === undefined ? near.fixes : [{ title: `Change to ${meant}`, edits: [{ place, newText: meant }] }];
  const [only] = fixes;
  const word = meant ?? (only ? only.edits?.[0]?.newText : undefined);
  report(
    place,
    word === undefined
      ? `PgBouncer refuses this value of ${name}; ${wanted}.`
      : `PgBouncer refuses this value of ${name}; did you mean ${word}?`,
    details,
    fixes,
  );
}
