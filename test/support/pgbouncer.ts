import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { debianPackages } from "./debianPackages.ts";
import { account, giveAway, reachableCopy, temporaryFolder } from "./unprivileged.ts";

/** Debian's packages of PgBouncer 1.18 and what it needs; nothing of them is installed, only unpacked. */
const packages = ["pgbouncer", "libc-ares2", "libevent-2.1-7"];

/** What a PgBouncer did with a configuration. */
export interface PgBouncerStart {
  readonly starts: boolean;
  readonly log: string;
}

/** A PgBouncer that runs. */
export interface RunningPgBouncer {
  /** Has it read its files again, and returns what it logged. */
  reload(): Promise<string>;
  /** Whether it accepts TLS from a client. */
  offersTls(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A real PgBouncer. It runs as an unprivileged user when the tests run as root. */
export class PgBouncerProgram {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Makes a folder with files that PgBouncer's user owns; `DIR` in a text is the folder. */
  async folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    const folder = await temporaryFolder();
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, typeof content === "string" ? content.replaceAll("DIR", folder) : content);
    }
    await giveAway(folder);
    return folder;
  }

  /** Starts it on `pgbouncer.ini` of a folder, and stops it again. */
  async tryStart(folder: string): Promise<PgBouncerStart> {
    const { child, ready, log } = this.#spawn(folder);
    const starts = await ready;
    if (starts) {
      const gone = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    return { starts, log: log() };
  }

  /** Starts it on `pgbouncer.ini` of a folder. @throws Error with its log when it does not start. */
  async start(folder: string, port: number): Promise<RunningPgBouncer> {
    const { child, ready, log } = this.#spawn(folder);
    if (!(await ready)) throw new Error(log());
    return {
      async reload() {
        const before = log().length;
        child.kill("SIGHUP");
        while (!/re-reading config[\s\S]*\n/.test(log().slice(before))) await pause();
        await pause();
        return log().slice(before);
      },
      offersTls: () => requestTls(join(folder, `.s.PGSQL.${port}`), port),
      async stop() {
        const gone = new Promise((resolve) => child.once("close", resolve));
        child.kill("SIGTERM");
        await gone;
      },
    };
  }

  #spawn(folder: string) {
    const child = spawn(join(this.#root, "usr/sbin/pgbouncer"), ["pgbouncer.ini"], {
      cwd: folder,
      env: { LD_LIBRARY_PATH: join(this.#root, "usr/lib/x86_64-linux-gnu"), TZ: "UTC" },
      stdio: ["ignore", "ignore", "pipe"],
      ...account,
    });
    let log = "";
    const ready = new Promise<boolean>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve(false));
      child.stderr.on("data", (chunk) => {
        log += chunk;
        if (/LOG process up/.test(log)) resolve(true);
      });
    });
    return { child, ready, log: () => log };
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

/** Sends an SSLRequest over TCP and reads the answer. */
function requestTls(_socket: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.once("error", reject);
    socket.once("data", (data) => {
      resolve(data[0] === "S".charCodeAt(0));
      socket.destroy();
    });
  });
}

/** Debian's PgBouncer 1.18, unpacked on first use; `undefined` on machines where apt does not have it. */
export async function debianPgBouncer(): Promise<PgBouncerProgram | undefined> {
  const name = "pgbouncer-1.18";
  const folder = await debianPackages(name, packages);
  if (!folder) return undefined;
  return new PgBouncerProgram(await reachableCopy(folder, "usr/sbin/pgbouncer", `pgssl-${name}`));
}
