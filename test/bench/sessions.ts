import { readFileSync } from "node:fs";
import { DocumentDiagnosticRequest } from "vscode-languageserver";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import type { Subject } from "./subjects.ts";

/** Milliseconds of one start. */
export interface StartTimes {
  readonly initialized: number;
  readonly firstDiagnostics: number;
  /** MiB resident after the first diagnostics of 100 lines. */
  readonly resident: number;
}

/** Starts a server on a file of 100 lines and ends it again. */
export async function timeStart(subject: Subject): Promise<StartTimes> {
  const text = subject.text(100);
  const begin = performance.now();
  const session = await Session.start(subject);
  const initialized = performance.now() - begin;
  await session.open(text);
  const firstDiagnostics = performance.now() - begin;
  const resident = session.resident();
  await session.stop();
  return { initialized, firstDiagnostics, resident };
}

/** Milliseconds of what happens in an open file, and MiB resident. */
export interface EditTimes {
  readonly open: number;
  readonly edits: readonly number[];
  readonly resident: number;
}

/** Milliseconds after which a slow server is not tried again in the same session. */
const patience = 6_000;

/** Opens a file of so many lines and types characters into the middle of it. */
export async function timeEdits(subject: Subject, lineCount: number, count: number): Promise<EditTimes> {
  const session = await Session.start(subject);
  const text = subject.text(lineCount);
  const open = await timed(() => session.open(text));
  const resident = session.resident();
  const line = Math.floor(lineCount / 2) - (Math.floor(lineCount / 2) % 10) + 3;
  const edits: number[] = [];
  const warmUp = Math.min(10, Math.ceil(count / 2));
  const begin = performance.now();
  for (let round = 0; round < count + warmUp; round++) {
    if (edits.length > 0 && performance.now() - begin > patience) break;
    const time = await timed(() => session.type("x", { line, character: subject.character }));
    if (round >= warmUp) edits.push(time);
  }
  await session.stop();
  return { open, edits, resident };
}

/** One server and one document in it. */
class Session {
  readonly #client: LspClient;
  readonly #subject: Subject;
  readonly #uri: string;

  private constructor(client: LspClient, subject: Subject) {
    this.#client = client;
    this.#subject = subject;
    this.#uri = `file:///bench/${subject.fileName}`;
  }

  static async start(subject: Subject): Promise<Session> {
    const { textDocument } = plainCapabilities;
    const client = await startLspClient(subject.args, {
      ...(subject.env && { env: subject.env }),
      capabilities: { textDocument: { ...textDocument, ...(subject.pulls && { diagnostic: {} }) } },
      initializationOptions: { provideFormatter: false },
    });
    const { settings } = subject;
    if (settings) await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    return new Session(client, subject);
  }

  /** Waits for the first diagnostics. */
  async open(text: string): Promise<void> {
    await this.#client.open(this.#uri, this.#subject.languageId, text);
    await this.#diagnostics();
  }

  /** Waits for the diagnostics that follow. */
  async type(text: string, at: { line: number; character: number }): Promise<void> {
    await this.#client.change(this.#uri, text, { start: at, end: at });
    await this.#diagnostics();
  }

  async #diagnostics(): Promise<void> {
    if (!this.#subject.pulls) await this.#client.diagnostics(this.#uri);
    else
      await this.#client.connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: this.#uri },
      });
  }

  /** MiB, as Linux says; not a number elsewhere. */
  resident(): number {
    return residentMemory(this.#client.process.pid);
  }

  async stop(): Promise<void> {
    await this.#client.stop();
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function residentMemory(pid: number | undefined): number {
  try {
    const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kibibytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
