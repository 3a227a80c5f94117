import { chmod, chown, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { type Example, parseExample } from "../support/annotated.ts";
import { checkOnDisk, type EngineResult, isMeantFor } from "../support/checkExample.ts";
import { exampleFiles } from "../support/exampleFiles.ts";
import { defaultOwner } from "../support/memoryHost.ts";
import type { PostgresServer } from "../support/postgres.ts";
import {
  account,
  copyFolder,
  giveAway,
  removeTemporaryFolder,
  temporaryFolder,
} from "../support/unprivileged.ts";
import type { ClusterState } from "./clusterStates.ts";

/** What a server did with a state, and what the engine says that it does. */
export interface ClusterResults extends EngineResult {
  readonly started: boolean;
  readonly log: string;
}

/** Whether a state can be made by whoever runs the tests: only root gives files away, and reads all of them. */
export function canMake({ text }: ClusterState): boolean {
  return account !== undefined || !/ owner=\d|\.conf mode=0[0-3]/.test(text);
}

const small = ["shared_buffers=1MB", "max_connections=5", "max_wal_senders=0"].flatMap((setting) => [
  "-c",
  setting,
]);

/** Without a socket the server ends as soon as SSL is set up. Authentication files are read later, shortly before the recovery. */
const short = [...small, "-c", "unix_socket_directories="];

/** Makes data directories in a state and runs a server and the engine on them. */
export class ClusterOracle {
  readonly #server: PostgresServer;
  readonly #openSsl: OpenSslFamily;
  readonly #pattern: string;

  private constructor(server: PostgresServer, openSsl: OpenSslFamily, pattern: string) {
    this.#server = server;
    this.#openSsl = openSsl;
    this.#pattern = pattern;
  }

  /** `openSsl` is the family of the library that the server was built with. */
  static async open(server: PostgresServer, openSsl: OpenSslFamily): Promise<ClusterOracle> {
    const whole = await server.initdb();
    const pattern = join(await temporaryFolder(), "pattern");
    // All that the server looks at before and shortly after it comes to SSL.
    for (const folder of await foldersIn(whole)) await mkdir(join(pattern, folder), { recursive: true });
    for (const file of ["PG_VERSION", "global/pg_control"])
      await copyFolder(join(whole, file), join(pattern, file));
    await rm(dirname(whole), { recursive: true, force: true });
    return new ClusterOracle(server, openSsl, pattern);
  }

  /** `undefined` for a state that is meant for another version or library. */
  async ask(state: ClusterState): Promise<ClusterResults | undefined> {
    const example = parseExample(state.text, "postgresql-conf");
    if (!isMeantFor(example, this.#server.version, this.#openSsl)) return undefined;
    const folder = await temporaryFolder();
    try {
      const data = join(folder, "data");
      await copyFolder(this.#pattern, data);
      await giveAway(data);
      await placeState(data, example);
      const result = await checkOnDisk(join(data, "postgresql.conf"), this.#server.version, this.#openSsl);
      const isLong = /pg_hba|hba_file|pg_ident/.test(state.text);
      const { log } = await this.#server.tryStart(data, { args: isLong ? small : short });
      return { started: log.includes(isLong ? recovers : listens), log, ...result };
    } finally {
      await removeTemporaryFolder(folder);
    }
  }
}

/** What a server gave last as the reason why it did not start: in the case of files, words of OpenSSL's. */
export function reasonIn(log: string): string | undefined {
  return /FATAL:.*?: ([^:\n]+)$/m.exec(log)?.[1];
}

const listens = "no socket created for listening";
const recovers = "database system was ";

/** Puts the files of a state into a data directory, takes away those that are absent in it, and sets modes and owners. */
export async function placeState(data: string, example: Example): Promise<void> {
  const files = exampleFiles(example).filter(({ path }) => path !== "PG_VERSION");
  const own = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  for (const { path, absent } of example.files) if (absent) await rm(join(data, path), { force: true });
  for (const { path, kind, bytes, link } of files) {
    const target = join(data, path);
    await mkdir(kind === "directory" ? target : dirname(target), { recursive: true });
    if (kind === "directory") continue;
    if (dirname(path) !== "." && account) await chown(dirname(target), own.uid, own.gid);
    if (link === undefined) await writeFile(target, bytes);
    else await symlink(link, target);
  }
  await chmod(data, 0o700);
  for (const { path, mode, owner, link } of files) {
    if (link !== undefined) continue;
    if (account) await chown(join(data, path), owner === defaultOwner ? own.uid : owner, own.gid);
    await chmod(join(data, path), mode);
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
