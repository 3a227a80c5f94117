import { chmod, chown, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createLanguageService, defaultProjectSettings, type Host } from "../../server/src/core/index.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { toServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { nodeHost } from "../../server/src/node/nodeHost.ts";
import { pki } from "../../server/src/pki/index.ts";
import { type Example, parseExample } from "../support/annotated.ts";
import { exampleFiles } from "../support/exampleFiles.ts";
import { materialTime } from "../support/fixtures/materials.ts";
import { defaultOwner, type MemoryFile, MemoryHost } from "../support/memoryHost.ts";
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
export interface ClusterVerdicts {
  readonly started: boolean;
  readonly log: string;
  readonly findings: readonly Diagnostic[];
}

/** Whether a state can be made by whoever runs the tests: only root gives files away. */
export function canMake({ text }: ClusterState): boolean {
  return account !== undefined || !/ owner=\d/.test(text);
}

const shortStart = [
  "unix_socket_directories=",
  "shared_buffers=1MB",
  "max_connections=5",
  "max_wal_senders=0",
].flatMap((setting) => ["-c", setting]);

/** Makes data directories in a state and asks a server and the engine about them. */
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
  async ask(state: ClusterState): Promise<ClusterVerdicts | undefined> {
    const example = parseExample(state.text, "postgresql-conf");
    if (!isMeantFor(example, this.#server.version, this.#openSsl)) return undefined;
    const folder = await temporaryFolder();
    try {
      const data = join(folder, "data");
      await this.#place(
        data,
        exampleFiles(example).filter(({ path }) => path !== "PG_VERSION"),
      );
      const uri = pathToFileURL(join(data, "postgresql.conf")).href;
      const findings = await judge(nodeHost, uri, this.#openSsl, this.#server.version);
      // Without a socket the server ends as soon as SSL is set up, which saves the recovery.
      const { log } = await this.#server.tryStart(data, { args: shortStart });
      return { started: log.includes("no socket created for listening"), log, findings };
    } finally {
      await removeTemporaryFolder(folder);
    }
  }

  async #place(data: string, files: ReturnType<typeof exampleFiles>): Promise<void> {
    await copyFolder(this.#pattern, data);
    const own = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const give = (path: string, owner = defaultOwner) =>
      account ? chown(path, owner === defaultOwner ? own.uid : owner, own.gid) : undefined;
    await giveAway(data);
    for (const { path, kind, bytes } of files) {
      const target = join(data, path);
      await mkdir(kind === "directory" ? target : dirname(target), { recursive: true });
      if (kind === "directory") continue;
      await writeFile(target, bytes);
    }
    await chmod(data, 0o700);
    for (const { path, mode, owner } of files) {
      await give(join(data, path), owner);
      await chmod(join(data, path), mode);
    }
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** What the engine says of a state that stands in memory only; `undefined` as in `ask`. */
export async function judgeState(
  { text }: ClusterState,
  version: number,
  openSsl: OpenSslFamily,
): Promise<readonly Diagnostic[] | undefined> {
  const example = parseExample(text, "postgresql-conf");
  if (!isMeantFor(example, version, openSsl)) return undefined;
  const files = exampleFiles(example).map(({ path, kind, ...file }): [string, MemoryFile] => [
    `/data/${path}`.replace(/\/\.?$/, ""),
    kind === "directory" ? { kind, mode: file.mode, owner: file.owner } : file,
  ]);
  const host = new MemoryHost({ ...Object.fromEntries(files), "/dev/null": { kind: "other" } }, materialTime);
  return judge(host, "file:///data/postgresql.conf", openSsl, version);
}

function isMeantFor({ directives, files }: Example, serverVersion: number, openSsl: OpenSslFamily): boolean {
  const { version = serverVersion, openssl = openSsl } = directives;
  const hasMain = files.some(({ path }) => path === "postgresql.conf");
  return hasMain && Number(version) === serverVersion && openssl === openSsl;
}

async function judge(
  host: Host,
  uri: string,
  openssl: OpenSslFamily,
  version: number,
): Promise<readonly Diagnostic[]> {
  const service = createLanguageService(host, async () => pki);
  const serverVersion = toServerVersion(version);
  service.settings = {
    ...defaultProjectSettings,
    openssl,
    serverBuild: new Set(["ssl"]),
    ...(serverVersion && { serverVersion }),
  };
  return (await service.diagnose(uri)) ?? [];
}
