import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PostgresServer } from "../support/postgres.ts";
import { giveAway, removeTemporaryFolder, temporaryFolder } from "../support/unprivileged.ts";
import { checkByView } from "./checkByView.ts";
import { checkConf } from "./checkConf.ts";
import { checkIdentByLog } from "./checkIdentByLog.ts";

/** The files that real servers check here. */
export type Kind = "pg-hba" | "pg-ident" | "postgresql-conf";

/** One thing that a server refused. */
export interface Refusal {
  /** The line of the text, from 1; 0 where the server does not say. */
  readonly line: number;
  /** The included file that has the line, where it is not the text itself. */
  readonly file?: string;
  /** The server's words, or a note on how it went down. */
  readonly message: string;
}

/** The surroundings of the checked text. */
export interface CheckOptions {
  /** Settings of the server: `{ ssl: "on" }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Files beside the checked one, by relative path, for `include` and `@file`. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a check works with: a data directory, and a folder for the checked file and those beside it. */
export interface Bench {
  readonly server: PostgresServer;
  readonly dataDirectory: string;
  readonly folder: string;
  /** `-c name=value …` */
  readonly args: readonly string[];
}

/**
 * What the real server says of each text, in their order; an empty list where it refuses nothing. Each text counts for
 * itself, as if it were alone in the file, although most share a file with others to save time. A text of several lines
 * is checked as one whole file.
 */
export async function refusalsOf(
  server: PostgresServer,
  kind: Kind,
  texts: readonly string[],
  options: CheckOptions = {},
): Promise<Refusal[][]> {
  const bench = await setUp(server, options);
  try {
    if (kind === "postgresql-conf") return await checkConf(bench, texts);
    if (kind === "pg-ident" && server.version < 15) return await checkIdentByLog(bench, texts);
    return await checkByView(bench, kind, texts);
  } finally {
    await removeTemporaryFolder(bench.folder);
  }
}

async function setUp(server: PostgresServer, { settings = {}, files = {} }: CheckOptions): Promise<Bench> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await giveAway(folder);
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return { server, dataDirectory: await plainDataDirectory(server), folder, args };
}

const dataDirectories = new Map<string, Promise<string>>();

/** A data directory without settings. One serves for all that a server checks in this process, one thing at a time. */
function plainDataDirectory(server: PostgresServer): Promise<string> {
  let found = dataDirectories.get(server.name);
  if (!found) {
    found = server.initdb().then(async (dataDirectory) => {
      await writeFile(join(dataDirectory, "postgresql.conf"), "");
      return dataDirectory;
    });
    dataDirectories.set(server.name, found);
  }
  return found;
}

/** The results of a job for each item that passes a test, put at the item's place. */
export async function fillIn<Item, Result>(
  items: readonly Item[],
  results: Result[],
  chosen: (item: Item) => boolean,
  job: (chosenItems: Item[]) => Promise<Result[]>,
): Promise<void> {
  const places = items.flatMap((item, place) => (chosen(item) ? [place] : []));
  const answers = await job(places.map((place) => items[place] as Item));
  places.forEach((place, order) => {
    results[place] = answers[order] as Result;
  });
}

/** The refusals of a file of so many lines, by line, each as if its line were alone in the file. */
export function byLine(lineCount: number, refusals: readonly Refusal[]): Refusal[][] {
  const sorted: Refusal[][] = Array.from({ length: lineCount }, () => []);
  for (const refusal of refusals) sorted[refusal.line - 1]?.push({ ...refusal, line: 1 });
  return sorted;
}
