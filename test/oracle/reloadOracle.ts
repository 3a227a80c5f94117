import { chmod, chown, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outcome } from "../../server/src/core/model/outcome.ts";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { parseExample } from "../support/annotated.ts";
import { checkOnDisk, type EngineResult, isMeantFor } from "../support/checkExample.ts";
import { servedCertificate } from "../support/connect.ts";
import { exampleFiles } from "../support/exampleFiles.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import type { PostgresServer, RunningServer } from "../support/postgres.ts";
import { account } from "../support/unprivileged.ts";
import { placeState } from "./clusterOracle.ts";
import type { ClusterState } from "./clusterStates.ts";

/** What a running server did when its files came into a state and it had to reload. */
export interface Reloading {
  /** What it kept as it was, of `settings`, `setting`, `hba`, `ident`, `ssl`; or `stops`, when it went down. */
  readonly kept: readonly string[];
  /** Settings that wait, as it logged, for a restart. */
  readonly waiting: readonly string[];
  /** The certificate that clients see: that of before, another, or none, since no TLS session comes about. */
  readonly shows: "old" | "new" | "none";
}

/** What `recordClusterStates.ts` keeps of one state: the start with the reason against it, and a reload where a server could be running. */
export type RecordedState = { readonly starts: boolean; readonly reason?: string } & Partial<Reloading>;

/** A server that runs, whose files are brought into one state after the other. */
export class ReloadOracle {
  readonly #server: PostgresServer;
  readonly #openSsl: OpenSslFamily;
  readonly #data: string;
  #running: RunningServer | undefined;

  private constructor(server: PostgresServer, openSsl: OpenSslFamily, data: string) {
    this.#server = server;
    this.#openSsl = openSsl;
    this.#data = data;
  }

  /** `openSsl` is the family of the library that the server was built with. */
  static async open(server: PostgresServer, openSsl: OpenSslFamily): Promise<ReloadOracle> {
    const oracle = new ReloadOracle(server, openSsl, await server.initdb());
    await oracle.#restore();
    return oracle;
  }

  async close(): Promise<void> {
    await this.#running?.stop();
  }

  /** `undefined` for a state that is meant for another version or library, or in which no server can be running. */
  async ask(state: ClusterState): Promise<(Reloading & EngineResult & { readonly log: string }) | undefined> {
    const example = parseExample(state.text, "postgresql-conf");
    if (!isMeantFor(example, this.#server.version, this.#openSsl)) return undefined;
    if (example.files.some(({ path, owner }) => path === "." && owner !== undefined)) return undefined;
    const running = this.#running ?? (await this.#start());
    await placeState(this.#data, example);
    const log = await running.reload();
    const result = await checkOnDisk(
      join(this.#data, "postgresql.conf"),
      this.#server.version,
      this.#openSsl,
    );
    const shown = running.running ? await servedCertificate(running.port) : undefined;
    const reloading = {
      kept: running.running ? keptBy(log) : ["stops"],
      waiting: [...log.matchAll(/parameter "(\w+)" cannot be changed without restarting/g)].map(
        ([, name = ""]) => name,
      ),
      shows: !shown ? "none" : shown.equals(oldCertificate()) ? "old" : "new",
    } as const;
    if (!running.running) this.#running = undefined;
    for (const { path } of exampleFiles(example)) {
      const [top = ""] = path.split("/");
      if (top !== "." && top !== "PG_VERSION")
        await rm(join(this.#data, top), { force: true, recursive: true });
    }
    await this.#restore();
    return { ...result, ...reloading, log };
  }

  async #start(): Promise<RunningServer> {
    this.#running = await this.#server.start(this.#data, { tcp: true });
    return this.#running;
  }

  /** Back to a state that is known, in which nothing has a name that states use for certificates. */
  async #restore(): Promise<void> {
    await chmod(this.#data, 0o700);
    const conf = "ssl = on\nssl_cert_file = 'old.crt'\nssl_key_file = 'old.key'\n";
    for (const [name, content, mode] of [
      ["old.crt", materialBytes("former-leaf"), 0o644],
      ["old.key", materialBytes("leaf-key"), 0o600],
      ["postgresql.conf", conf, 0o644],
      ["pg_hba.conf", "host all all all trust\n", 0o644],
      ["pg_ident.conf", "", 0o644],
    ] as const) {
      const path = join(this.#data, name);
      await rm(path, { force: true, recursive: true });
      await writeFile(path, content);
      await chmod(path, mode);
      if (account) await chown(path, account.uid, account.gid);
    }
    const log = await this.#running?.reload();
    if (log && /not reloaded|contains errors/.test(log))
      throw new Error(`the server did not go back: ${log}`);
  }
}

const oldCertificate = () => {
  const [, base64 = ""] = /-----\n([\s\S]*)-----END/.exec(materialBytes("former-leaf").toString()) ?? [];
  return Buffer.from(base64, "base64");
};

/** What a server says that it keeps. */
function keptBy(log: string): string[] {
  const words: readonly (readonly [RegExp, string])[] = [
    [/no changes were applied/, "settings"],
    [/unaffected changes were applied/, "setting"],
    [/pg_hba\.conf"? was not reloaded/, "hba"],
    [/pg_ident\.conf"? was not reloaded/, "ident"],
    [/SSL configuration was not reloaded/, "ssl"],
  ];
  return words.flatMap(([pattern, word]) => (pattern.test(log) ? [word] : []));
}

/** Where an outcome and a server are at odds, in words. */
export function reloadDisagreements({ reload }: Outcome, { kept, waiting, shows }: Reloading): string[] {
  const odds: string[] = [];
  const compare = (part: string, output: string, done: string) => {
    if (output !== "unknown" && output !== done)
      odds.push(`${part}: the engine says ${output}, the server: ${done}`);
  };
  const goesDown = kept.includes("stops");
  compare("server", reload.server, goesDown ? "stops" : "runs");
  if (goesDown) return odds;
  const settings = kept.includes("settings") ? "kept" : kept.includes("setting") ? "partly" : "applied";
  // Nobody can know with which values of such settings a server runs.
  if (waiting.length === 0 || settings !== "partly") compare("settings", reload.settings, settings);
  if (!waiting.includes("hba_file")) compare("hba", reload.hba, kept.includes("hba") ? "kept" : "applied");
  if (!waiting.includes("ident_file"))
    compare("ident", reload.ident, kept.includes("ident") ? "kept" : "applied");
  if (reload.ssl === "off") compare("ssl", "none", shows);
  else compare("ssl", reload.ssl, kept.includes("ssl") ? "kept" : "applied");
  if (reload.ssl === "kept") compare("certificate", "old", shows);
  if (reload.ssl === "applied" && shows === "old") compare("certificate", "new", shows);
  return odds;
}
