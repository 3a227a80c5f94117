import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SingleSession } from "../support/postgres.ts";
import { type Bench, byLine, fillIn, type Refusal } from "./refusals.ts";

/**
 * Checks lines of pg_hba.conf, and of pg_ident.conf from 15, by the server's views over these files. A row whose first
 * column is null is a refusal, with or without words: the views hide some errors, and show some remarks as errors.
 */
export async function checkByView(
  bench: Bench,
  kind: "pg-hba" | "pg-ident",
  texts: readonly string[],
): Promise<Refusal[][]> {
  const view = new View(bench, kind);
  const { version } = bench.server;
  const results: Refusal[][] = texts.map(() => []);
  try {
    await fillIn(
      texts,
      results,
      (text) => mayShareFile(text, version),
      async (lines) => {
        const refusals = await view.check(lines.map((line) => `${line}\n`).join(""));
        return byLine(lines.length, refusals);
      },
    );
    for (const [place, text] of texts.entries()) {
      if (!mayShareFile(text, version)) results[place] = await view.check(text);
    }
  } finally {
    await view.close();
  }
  return results;
}

/**
 * Whether a line leaves the lines after it alone and counts as one line: no continuation, NUL or line break, no other
 * file that is included, and not so long that 13 would cut it.
 */
export function mayShareFile(text: string, version: number): boolean {
  if (/[\n\0]|\\\r*$/.test(text) || (version >= 16 && text.includes("include"))) return false;
  return Buffer.byteLength(text) < 8000;
}

class View {
  readonly #bench: Bench;
  readonly #file: string;
  readonly #setting: string;
  readonly #query: string;
  #session: SingleSession | undefined;

  constructor(bench: Bench, kind: "pg-hba" | "pg-ident") {
    const hba = kind === "pg-hba";
    this.#bench = bench;
    this.#file = join(bench.folder, hba ? "pg_hba.conf" : "pg_ident.conf");
    this.#setting = hba ? "hba_file" : "ident_file";
    const fileName = bench.server.version >= 16 ? "file_name" : "null as file_name";
    const [first, view] = hba ? ["type", "pg_hba_file_rules"] : ["map_name", "pg_ident_file_mappings"];
    this.#query = `select line_number, error, ${fileName} from ${view} where ${first} is null`;
  }

  async check(text: string): Promise<Refusal[]> {
    await writeFile(this.#file, text);
    try {
      this.#session ??= await this.#bench.server.openSingle(this.#bench.dataDirectory, [
        ...this.#bench.args,
        "-c",
        `${this.#setting}=${this.#file}`,
      ]);
      const rows = await this.#session.query(this.#query);
      return rows.map((row) => ({
        line: Number(row.line_number),
        ...(row.file_name && row.file_name !== this.#file ? { file: String(row.file_name) } : {}),
        message: row.error === null ? "(refused without words in the view)" : String(row.error),
      }));
    } catch (error) {
      await this.close(); // an endless @file takes the whole process down
      return [{ line: 0, message: (error as Error).message.slice(-500) }];
    }
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
  }
}
