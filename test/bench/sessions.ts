import { readFileSync } from "node:fs";
import { type LspClient, startLspClient } from "../support/lspClient.ts";
import { hbaText } from "./hbaText.ts";

const uri = "file:///bench/pg_hba.conf";

/** Milliseconds of one start. */
export interface StartTimes {
  readonly initialize: number;
  readonly firstDiagnostics: number;
  /** MiB resident after the first diagnostics of 100 lines. */
  readonly resident: number;
}

/** Starts a server on a file of 100 lines and ends it again. */
export async function timeStart(args: readonly string[]): Promise<StartTimes> {
  const begin = performance.now();
  const client = await startLspClient(args);
  const initialize = performance.now() - begin;
  await client.open(uri, "pg-hba", hbaText(100));
  await client.diagnostics(uri);
  const firstDiagnostics = performance.now() - begin;
  const resident = residentMemory(client);
  await client.stop();
  return { initialize, firstDiagnostics, resident };
}

/** Milliseconds of what happens in an open file, and MiB resident. */
export interface EditTimes {
  readonly open: number;
  readonly edits: readonly number[];
  readonly completions: readonly number[];
  readonly hovers: readonly number[];
  readonly resident: number;
}

/** Opens a file of so many lines and types characters into the middle of it, asking for completion and hovers between. */
export async function timeEdits(
  args: readonly string[],
  lineCount: number,
  rounds: number,
): Promise<EditTimes> {
  const client = await startLspClient(args);
  const text = hbaText(lineCount);
  const begin = performance.now();
  await client.open(uri, "pg-hba", text);
  await client.diagnostics(uri);
  const open = performance.now() - begin;
  const line = Math.floor(lineCount / 2) - (Math.floor(lineCount / 2) % 10) + 3;
  const edits: number[] = [];
  const completions: number[] = [];
  const hovers: number[] = [];
  const warmUp = 10;
  for (let round = 0; round < rounds + warmUp; round++) {
    const at = { line, character: 8 + "application".length };
    const typed = await timed(async () => {
      await client.change(uri, "x", { start: at, end: at });
      await client.diagnostics(uri);
    });
    const position = { textDocument: { uri }, position: { line, character: 2 } };
    const completed = await timed(() => client.connection.sendRequest("textDocument/completion", position));
    const hovered = await timed(() => client.connection.sendRequest("textDocument/hover", position));
    if (round < warmUp) continue;
    edits.push(typed);
    completions.push(completed);
    hovers.push(hovered);
  }
  const resident = residentMemory(client);
  await client.stop();
  return { open, edits, completions, hovers, resident };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** MiB, as Linux tells; not a number elsewhere. */
function residentMemory({ process: { pid } }: LspClient): number {
  try {
    const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kibibytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
