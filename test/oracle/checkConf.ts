import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { account } from "../support/unprivileged.ts";
import { type Bench, fillIn, type Refusal } from "./refusals.ts";
import { logEntries } from "./serverLog.ts";

/**
 * Checks postgresql.conf by `postgres -C data_directory`, which reads the file as a start does (the view
 * `pg_file_settings` cannot check settings that name a role or a tablespace: it looks them up) and goes away.
 *
 * The server logs the line of a syntax error and of an unknown name, but not that of a bad value. So each checked line is
 * followed by a mark, a setting with a bad value: what is logged between two marks is of the line between them. A
 * repeated setting would count only once, yet each spelling of a name counts for itself, and the mark's name has many.
 */
export async function checkConf(bench: Bench, texts: readonly string[]): Promise<Refusal[][]> {
  const reader = new Reader(bench);
  const results: Refusal[][] = texts.map(() => []);
  await fillIn(texts, results, mayShareFile, (lines) => checkTogether(reader, lines));
  for (const [place, text] of texts.entries()) {
    if (mayShareFile(text)) continue;
    const refusals = await reader.read(text.split(/(?<=\n)/));
    results[place] = refusals.map(({ aboutValue: _, ...refusal }) => refusal);
  }
  return results;
}

function mayShareFile(text: string): boolean {
  return !/[\n\0]|^\s*include/i.test(text);
}

/**
 * One error hides others: with a syntax error no name is looked at, with an unknown name no value is. So the lines that
 * are known to be wrong leave the file until none is left, then the values come, each setting once in a file.
 */
async function checkTogether(reader: Reader, lines: readonly string[]): Promise<Refusal[][]> {
  const results: Refusal[][] = lines.map(() => []);
  let left = lines.map((_, place) => place);
  for (let progress = true; progress; ) {
    const refusals = await reader.read(left.map((place) => `${lines[place]}\n`));
    const early = refusals.filter((refusal) => !refusal.aboutValue);
    for (const { aboutValue: _, ...refusal } of early) {
      results[left[refusal.line - 1] as number]?.push({ ...refusal, line: 1 });
    }
    left = left.filter((place) => results[place]?.length === 0);
    progress = early.length > 0;
  }
  for (const round of rounds(left, (place) => settingGroup(lines[place] as string))) {
    for (const { aboutValue: _, ...refusal } of await reader.read(
      round.map((place) => `${lines[place]}\n`),
    )) {
      results[round[refusal.line - 1] as number]?.push({ ...refusal, line: 1 });
    }
  }
  return results;
}

/** Deals the items into rounds so that no two of a group meet. */
function rounds<Item>(items: readonly Item[], group: (item: Item) => string): Item[][] {
  const dealt: Item[][] = [];
  const counts = new Map<string, number>();
  for (const item of items) {
    const name = group(item);
    const round = counts.get(name) ?? 0;
    counts.set(name, round + 1);
    dealt[round] ??= [];
    dealt[round].push(item);
  }
  return dealt;
}

/** The setting of a line, or a name for all settings that get in each other's way. */
function settingGroup(line: string): string {
  const name = (/^[ \t\r]*([^ \t\r=#']*)/.exec(line)?.[1] ?? "").toLowerCase();
  if (/^log_\w+_stats$/.test(name)) return "log_*_stats";
  if (processCounts.has(name)) return "processes"; // their sum has a limit
  return name.startsWith("recovery_target") ? "recovery_target*" : name;
}

const processCounts: ReadonlySet<string> = new Set([
  "autovacuum_max_workers",
  "autovacuum_worker_slots",
  "max_connections",
  "max_wal_senders",
  "max_worker_processes",
]);

/** The mark's name, whose letters can be upper or lower case in 2^22 ways, and its value, which no server knows. */
const markName = "session_replication_role";

function mark(number: number): string {
  let name = "";
  let bits = number + 1; // none is spelled as people spell it
  for (const letter of markName) {
    name += letter !== "_" && bits & 1 ? letter.toUpperCase() : letter;
    if (letter !== "_") bits >>= 1;
  }
  return `${name} = 'mark${number}'\n`;
}

interface ConfRefusal extends Refusal {
  /** A bad value, as opposed to a syntax error or an unknown name. */
  readonly aboutValue: boolean;
}

/** What a line could do to the log is overridden. */
const logSettings = {
  lc_messages: "C",
  log_destination: "stderr",
  log_error_verbosity: "default",
  log_line_prefix: "",
  log_min_messages: "warning",
  logging_collector: "off",
};

class Reader {
  /** How many lines had been read when the server went away, which some values make it do before the end. */
  reached = 0;
  readonly #bench: Bench;
  readonly #file: string;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#file = join(bench.folder, "postgresql.conf");
  }

  /** Reads a file of these lines, each of which has a line break but perhaps the last. */
  async read(lines: readonly string[]): Promise<ConfRefusal[]> {
    await writeFile(this.#file, lines.map((line, place) => withMark(line, place)).join(""));
    const { server, dataDirectory, args } = this.#bench;
    const settings = { ...logSettings, config_file: this.#file, data_directory: dataDirectory };
    const fixed = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const run = spawnSync(
      join(server.binFolder, "postgres"),
      ["-C", "data_directory", "-D", dataDirectory, ...fixed, ...args],
      {
        ...account,
        cwd: this.#bench.folder,
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
        maxBuffer: 1 << 28,
      },
    );
    return this.#sort(run.stderr, lines.length);
  }

  #sort(log: string, count: number): ConfRefusal[] {
    const refusals: ConfRefusal[] = [];
    let line = 1;
    this.reached = 0;
    for (const { level, text: entry } of logEntries(log)) {
      if (level === "WARNING" || /^skipping missing/.test(entry)) continue;
      const place = / in file "([^"]*)"(?: line (\d+)|, line (\d+)| near line (\d+))/.exec(entry);
      const number = Number(place?.[2] ?? place?.[3] ?? place?.[4] ?? 0);
      const marked = /"mark(\d+)"/.exec(entry);
      if (marked && entry.toLowerCase().includes(markName)) {
        this.reached = Number(marked[1]) + 1;
        line = this.reached + 1;
      } else if (/contains errors$/.test(entry)) continue;
      else if (place && place[1] !== this.#file) {
        refusals.push({ line: 0, file: place[1] as string, message: entry, aboutValue: false });
      } else if (place) refusals.push({ line: (number + 1) >> 1, message: entry, aboutValue: false });
      else if (/^could not (open|read|stat) /.test(entry)) {
        refusals.push({ line: count === 1 ? 1 : 0, message: entry, aboutValue: false }); // an include, before all values
      } else refusals.push({ line: Math.min(line, count), message: entry, aboutValue: true });
    }
    return refusals;
  }
}

function withMark(line: string, place: number): string {
  return line.endsWith("\n") ? line + mark(place) : line;
}
