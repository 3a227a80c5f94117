import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { account } from "./unprivileged.ts";

const prompt = "backend> ";
const patience = 120_000;

/**
 * A `postgres --single` process that answers one statement after another. It reads settings and files anew for each view
 * over them (`pg_hba_file_rules`, `pg_file_settings`), so one process can check many files. It ends when its input ends,
 * thus also when the process that opened it dies.
 */
export class SingleSession {
  #output = "";
  #log = "";
  #waiting: (() => void) | undefined;
  #ended = false;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => {
      this.#output += chunk.toString("latin1");
      this.#waiting?.();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      this.#log += chunk.toString("latin1");
    });
    child.on("close", () => {
      this.#ended = true;
      this.#waiting?.();
    });
    child.stdin.on("error", () => undefined); // a process that ended is noticed by its answer
  }

  /** Starts the process and waits for its prompt. @throws Error with its log when it ends before. */
  static async open(program: string, dataDirectory: string, args: readonly string[]): Promise<SingleSession> {
    const child = spawn(program, ["--single", "-F", "-D", dataDirectory, ...args, "postgres"], {
      ...account,
      cwd: dataDirectory,
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    child.on("error", () => undefined); // `close` follows, and reports it
    const session = new SingleSession(child);
    await session.#answer();
    return session;
  }

  /**
   * The rows of one `select`.
   * @throws Error with the server's words when the statement fails or the process ends.
   */
  async query(select: string): Promise<Record<string, unknown>[]> {
    const oneLine = select.replace(/\s*\n\s*/g, " "); // a line break ends a statement in this mode
    const { answer, failure } = await this.#send(
      `select row_to_json(answer) as line from (${oneLine}) as answer`,
    );
    const rows = [...answer.matchAll(/^\t 1: line = "(.*)"\t\(typeid = .*\)$/gm)];
    if (rows.length === 0 && failure && !answer.includes("1: line\t")) throw new Error(failure);
    return rows.map((row) => JSON.parse(Buffer.from(row[1] as string, "latin1").toString("utf8")));
  }

  /** Runs a statement of one line. @throws Error with the server's words when it fails or the process ends. */
  async run(statement: string): Promise<void> {
    const { failure } = await this.#send(statement);
    if (failure) throw new Error(failure);
  }

  async #send(statement: string): Promise<{ readonly answer: string; readonly failure?: string }> {
    const before = this.#log.length;
    this.#child.stdin.write(`${statement}\n`, "latin1");
    const answer = await this.#answer();
    const [failure] = /^.*(?:ERROR|FATAL|PANIC): .*$/m.exec(this.#log.slice(before)) ?? [];
    return { answer, ...(failure !== undefined && { failure }) };
  }

  /** All that the process logged so far, one character for each byte. */
  log(): string {
    return this.#log;
  }

  /** Ends the process. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    while (!this.#ended) await this.#more();
  }

  async #answer(): Promise<string> {
    while (!this.#output.endsWith(prompt)) {
      if (this.#ended) throw new Error(`postgres --single ended:\n${this.#log.slice(-2000)}`);
      await this.#more();
    }
    const answer = this.#output.slice(0, -prompt.length);
    this.#output = "";
    // What was logged before the prompt is in the other pipe by now: two turns of the event loop bring it here.
    for (let turn = 0; turn < 2; turn++) await setImmediate();
    return answer;
  }

  /** Waits until something was printed or the process ended. */
  #more(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill("SIGKILL");
        reject(
          new Error(`postgres --single was silent for ${patience / 1000} s:\n${this.#log.slice(-2000)}`),
        );
      }, patience);
      this.#waiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
