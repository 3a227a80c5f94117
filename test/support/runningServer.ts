import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Writable } from "node:stream";
import type { StartOptions } from "./postgres.ts";
import { account, removeTemporaryFolder, temporaryFolder } from "./unprivileged.ts";

/** How long a start, a reload or a stop may take, in milliseconds. */
const patience = 120_000;

/** How often to look for what the server does not say, in milliseconds. */
const interval = 5;

/**
 * Starts the server beside a watcher that reads a pipe of the process that runs the tests: however that process ends,
 * killed or by Ctrl-C, the pipe closes and the watcher ends the server. A line in the pipe sends the watcher home.
 */
const underWatch = `{ read word <&3 || kill -QUIT $$; } >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@"`;

/** A running postmaster. */
export class RunningServer {
  /** Where its Unix socket is: libpq's `host`. */
  readonly socketFolder: string;
  /** libpq's `port`; also that on 127.0.0.1 when TCP is needed. */
  readonly port: number;
  readonly #child: ChildProcess;
  #log = "";
  #running = true;
  #wake: () => void = () => undefined;

  private constructor(child: ChildProcess, socketFolder: string, port: number) {
    this.#child = child;
    this.socketFolder = socketFolder;
    this.port = port;
    const keep = (chunk: Buffer) => {
      this.#log += chunk.toString("utf8");
      this.#wake();
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", keep);
    child.on("close", () => {
      this.#running = false;
      this.#wake();
    });
    child.on("exit", () => this.#dismissWatcher());
  }

  /** See `PostgresServer.start`. */
  static async start(program: string, dataDirectory: string, options: StartOptions): Promise<RunningServer> {
    for (let attempt = 1; ; attempt++) {
      const running = await RunningServer.#spawn(program, dataDirectory, options);
      await running.#until(() => isReady(dataDirectory, running.#child.pid), "come up");
      // Another process, of tests that run at the same time, may take the free port first.
      if (options.tcp && attempt < 4 && running.#log.includes("Address already in use")) await running.stop();
      else if (running.#running) return running;
      else {
        await removeTemporaryFolder(running.socketFolder);
        throw new Error(running.#log);
      }
    }
  }

  static async #spawn(
    program: string,
    dataDirectory: string,
    { args = [], tcp = false }: StartOptions,
  ): Promise<RunningServer> {
    const socketFolder = await temporaryFolder();
    const port = tcp ? await freePort() : 5432;
    const settings = [
      ["unix_socket_directories", socketFolder],
      ["listen_addresses", tcp ? "127.0.0.1" : ""],
      ["port", String(port)],
      ["log_destination", "stderr"],
      ["logging_collector", "off"],
      ["log_min_messages", "warning"],
      ["lc_messages", "C"],
      ["fsync", "off"],
    ].flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const child = spawn("/bin/sh", ["-c", underWatch, program, "-D", dataDirectory, ...settings, ...args], {
      ...account,
      cwd: socketFolder,
      detached: true, // Ctrl-C is for the tests; the watcher does the rest
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    return new RunningServer(child, socketFolder, port);
  }

  /** The process number of the postmaster. */
  get pid(): number {
    return this.#child.pid as number;
  }

  /** Whether it is still up; a reload can end it. */
  get running(): boolean {
    return this.#running;
  }

  /** All that it wrote to its log so far. */
  log(): string {
    return this.#log;
  }

  /**
   * Makes it read its configuration anew, and returns what it logged over it.
   * It reads everything twice, since only the second turn shows that the first is over.
   */
  async reload(): Promise<string> {
    const start = this.#log.length;
    const mark = "received SIGHUP, reloading configuration files";
    const turns = () => this.#log.slice(start).split(mark).length - 1;
    for (let turn = 1; turn <= 2 && this.#running; turn++) {
      this.#child.kill("SIGHUP");
      await this.#until(() => turns() >= turn, "reload");
    }
    return this.#log.slice(start).split(mark)[1] ?? this.#log.slice(start);
  }

  /** Stops it and waits for its end: a fast shutdown, and an immediate one if that takes long. */
  async stop(): Promise<void> {
    if (this.#running) this.#child.kill("SIGINT");
    await this.#until(() => false, "stop").catch(() => {
      this.#child.kill("SIGQUIT");
      return this.#until(() => false, "stop at once");
    });
    await removeTemporaryFolder(this.socketFolder);
  }

  /** Waits until something is so, or the process has ended. */
  async #until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + patience;
    while (this.#running && !(await condition())) {
      if (Date.now() > end) {
        if (what !== "stop") this.#child.kill("SIGKILL");
        throw new Error(`The server did not ${what} in ${patience / 1000} s:\n${this.#log.slice(-2000)}`);
      }
      await this.#moment();
    }
  }

  /** Until the server has written something or ended, or the interval is over. */
  #moment(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, interval);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #dismissWatcher(): void {
    const pipe = this.#child.stdio[3] as Writable;
    pipe.on("error", () => undefined); // it may have gone already
    pipe.end("gone\n");
  }
}

/** The postmaster writes its state into the eighth line of this file (13 and later). */
async function isReady(dataDirectory: string, pid: number | undefined): Promise<boolean> {
  const lines = (await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  return Number(lines[0]) === pid && (lines[7] ?? "").startsWith("ready");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
