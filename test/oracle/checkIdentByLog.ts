import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunningServer } from "../support/postgres.ts";
import { mayShareFile } from "./checkByView.ts";
import { type Bench, byLine, fillIn, type Refusal } from "./refusals.ts";
import { logEntries } from "./serverLog.ts";

/**
 * Checks lines of pg_ident.conf by what a running server logs when it reloads them: 13 and 14 have no view over them.
 * Errors of regular expressions carry no line number there. So each checked line is followed by a mark: a line with one
 * field only, for which the server logs a line number; what it logs between two marks is of the line between them.
 */
export async function checkIdentByLog(bench: Bench, texts: readonly string[]): Promise<Refusal[][]> {
  const file = join(bench.folder, "pg_ident.conf");
  await writeFile(file, "");
  const args = [...bench.args, "-c", `ident_file=${file}`];
  const running = await bench.server.start(bench.dataDirectory, { args });
  const { version } = bench.server;
  const results: Refusal[][] = texts.map(() => []);
  try {
    await fillIn(
      texts,
      results,
      (text) => mayShareLog(text, version),
      async (lines) => {
        const refusals = await reload(running, file, lines);
        return byLine(lines.length, refusals);
      },
    );
    for (const [place, text] of texts.entries()) {
      if (!mayShareLog(text, version)) results[place] = await reload(running, file, [text]);
    }
  } finally {
    await running.stop();
  }
  return results;
}

/** Errors of `@file` come before all others, and without their line. */
function mayShareLog(text: string, version: number): boolean {
  return mayShareFile(text, version) && !text.includes("@");
}

const mark = "mark";

/** Reloads a file of these texts, each but the last followed by a mark, and sorts what the server logged. */
async function reload(running: RunningServer, file: string, texts: readonly string[]): Promise<Refusal[]> {
  const alone = texts.length === 1;
  await writeFile(file, alone ? (texts[0] as string) : texts.map((text) => `${text}\n${mark}\n`).join(""));
  const log = await running.reload();
  const refusals: Refusal[] = [];
  let line = 1;
  for (const { text: entry } of logEntries(log)) {
    if (entry === "" || /was not reloaded|shutting down/.test(entry)) continue;
    const shown = /^missing entry in file ".*" at end of line (\d+)/.exec(entry)?.[1];
    const context = /^CONTEXT: +line (\d+) of configuration file/m.exec(entry)?.[1];
    const number = Number(shown ?? context ?? 0);
    if (alone) refusals.push({ line: number || (texts[0]?.includes("\n") ? 0 : 1), message: entry });
    else if (number > 0 && number % 2 === 0) line = number / 2 + 1;
    else refusals.push({ line: number > 0 ? (number + 1) / 2 : line, message: entry });
  }
  return refusals;
}
