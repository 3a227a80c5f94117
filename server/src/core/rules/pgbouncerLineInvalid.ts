import type { PgBouncer, PlacedEntry } from "../cluster/pgbouncer.ts";
import { sectionsOf } from "../data/pgbouncer/lineParameters.ts";
import { didYouMean, placeIn, type ReportPgBouncer, stopsReading } from "../ruleKit/pgbouncerRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A line of pgbouncer.ini at which PgBouncer stops. */
export const pgbouncerLineInvalid: Rule = {
  id: "pgbouncer-line-invalid",
  severity: "error",
  serverEffect: "start-error",
  summary: "PgBouncer stops at a line of its configuration that is neither a section nor an assignment.",
  instead:
    "Write `name = value` below one of the sections `[pgbouncer]`, `[databases]`, `[users]`, `[peers]` (since 1.19).",
  pgbouncer(pgbouncer, report) {
    for (const placed of pgbouncer.entries) checkEntry(placed, pgbouncer, report);
    const { entries, isPart, texts, mainFile } = pgbouncer;
    const isMain = ({ entry }: PlacedEntry) => entry.kind === "section" && entry.name === "pgbouncer";
    const isWhole = entries.every(({ entry, include }) => entry.kind !== "include" || include === "read");
    if (isPart || !isWhole || entries.some(isMain) || !texts.has(mainFile)) return;
    const first = entries.find(({ entry: { kind } }) => kind === "section");
    const place =
      first?.entry.kind === "section"
        ? placeIn(first, { start: first.entry.span.start - 1, end: first.entry.span.end + 1 })
        : { uri: mainFile, line: 0, span: { start: 0, end: 0 } };
    report(place, "The section [pgbouncer] is missing; add it, even an empty one.", {
      detail: "PgBouncer logs “main section missing from config file” and does not start.",
    });
  },
};

export const pgbouncerLineInvalidPage: RulePage = {
  why: "PgBouncer reads `[section]`, `name = value`, `%include FILE`, and comments that begin a line with `;` or `#`. At anything else it stops: it does not start, and a reload leaves all settings below at their defaults, those of TLS included.",
  bad: [
    `
      -- pgbouncer.ini --
      listen_port = 6432
      #^^^^^^^^^^
      [pgbouncer]
      auth_type md5
      #^^^^^^^^^^^^
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
       [database]
      # ^^^^^^^^ it is [databases]
    `,
    `
      -- pgbouncer.ini --
      [databases
      #^^^^^^^^^
      [pgbouncer]
    `,
    `
      # pgssl: pgbouncer=1.18
      -- pgbouncer.ini --
      [databases]
      #^^^^^^^^^^ there is no section [pgbouncer]
    `,
  ],
  fixed: [
    null,
    `
      -- pgbouncer.ini --
      [pgbouncer]
       [databases]
    `,
    `
      -- pgbouncer.ini --
      [databases]
      [pgbouncer]
    `,
    null,
  ],
  good: [
    `
      -- pgbouncer.ini --
      ; comment
      [databases]
      shop = host=db.example.com
      [pgbouncer]
      # comment
      listen_port=6432
    `,
    `
      -- pgbouncer.ini --
      {% if listens %}
      [pgbouncer]
      listen_port = {{ port }}
      {% endif %}
    `,
    `
      -- pgbouncer.ini --
      [pgbouncer]
      listen_port = \${PORT}
    `,
  ],
};

function checkEntry(placed: PlacedEntry, pgbouncer: PgBouncer, report: ReportPgBouncer): void {
  const { entry, section } = placed;
  if (entry.kind === "fault") {
    const place = placeIn(placed, entry.span);
    const atEnd = { ...place, span: { start: entry.span.end, end: entry.span.end } };
    report(
      place,
      entry.problem === "section-open"
        ? 'The name of this section is not closed; end it with "]".'
        : entry.problem === "quote-open"
          ? "The quoted name is empty or not closed; end it with a single quote."
          : 'This line has no "="; write name = value, or begin it with ; as a comment.',
      { detail: stopsReading(pgbouncer, place, "syntax error in configuration … stopping loading") },
      entry.problem === "section-open"
        ? [{ title: "Close the name", edits: [{ place: atEnd, newText: "]" }] }]
        : [],
    );
  }
  if (entry.kind === "assignment" && section === undefined && !pgbouncer.isPart) {
    const place = placeIn(placed, entry.nameSpan.end > 0 ? entry.nameSpan : entry.valueSpan);
    report(place, "This line is above the first section; move it below [pgbouncer].", {
      detail: stopsReading(pgbouncer, place, "value without section"),
    });
  }
  if (entry.kind !== "section") return;
  const sections = sectionsOf(pgbouncer.version);
  if (sections.some((name) => name === entry.name)) return;
  const place = placeIn(placed, entry.span);
  const { words, fixes } = didYouMean(entry.name, sections, place);
  const message =
    entry.name === "peers"
      ? "PgBouncer has a section [peers] since 1.19; remove it."
      : `PgBouncer knows no such section${words || `; it has [${sections.join("], [")}]`}${words ? "" : "."}`;
  report(place, message, { detail: stopsReading(pgbouncer, place, "invalid section") }, fixes);
}
