import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import type { ConnectionStage } from "../../server/src/core/features/connect/connection.ts";
import type { ClientCertificate } from "../support/connect.ts";
import type { RunningServer } from "../support/postgres.ts";
import { temporaryFolder } from "../support/unprivileged.ts";

/** Whether this machine has libpq's own client. */
export const hasPsql = spawnSync("psql", ["--version"]).status === 0;

/** How far `psql` came: its query was answered, or where its connection ended (`authentication`: a password was requested). */
export type PsqlAnswer = "admitted" | ConnectionStage;

/** How and as whom `psql` connects. */
export interface PsqlClient {
  readonly type: "local" | "plain" | "ssl";
  readonly user: string;
  readonly database: string;
  readonly replication?: boolean;
  /** The client's own address. */
  readonly from?: string;
  readonly certificate?: ClientCertificate;
}

/** By what `psql` says where a connection ended; the first that fits. */
const words: readonly (readonly [RegExp, ConnectionStage])[] = [
  [/server does not support SSL|alert handshake failure|no suitable/, "encryption"],
  [/no pg_hba\.conf entry/, "no-record"],
  [/pg_hba\.conf rejects/, "rejected"],
  [/no password supplied/, "authentication"],
  [/authentication failed for user/, "name"],
  [
    /client certificate|SSL error|SSL SYSCALL|closed (the connection )?unexpectedly|could not send/,
    "certificate",
  ],
];

/** `psql` with roles and databases that really are there. */
export class Psql {
  readonly #running: RunningServer;
  readonly #folder: string;

  private constructor(running: RunningServer, folder: string) {
    this.#running = running;
    this.#folder = folder;
  }

  /** Makes all roles and databases in a server that lets everybody in over its Unix socket, as `initdb` leaves it. */
  static async open(running: RunningServer, clients: readonly PsqlClient[]): Promise<Psql> {
    const folder = await temporaryFolder();
    // So that it is the server alone that finds a certificate too weak.
    await writeFile(join(folder, "openssl.cnf"), anyStrength);
    const psql = new Psql(running, folder);
    const namesOf = (part: "user" | "database") =>
      [...new Set(clients.map((client) => client[part]))]
        .filter((name) => name !== "postgres")
        .map((name) => `"${name.replaceAll('"', '""')}"`);
    const statements = [
      ...namesOf("user").map((name) => `create role ${name} login replication;`),
      ...namesOf("database").map((name) => `create database ${name};`),
    ];
    await psql.#run(
      { type: "local", user: "postgres", database: "postgres" },
      { input: statements.join("\n") },
    );
    return psql;
  }

  /** @throws Error with the words of `psql` when they say nothing that is known here. */
  async ask(client: PsqlClient): Promise<PsqlAnswer> {
    const relay = client.from ? await relayFrom(client.from, this.#running.port) : undefined;
    try {
      await this.#run(client, relay && { port: (relay.address() as AddressInfo).port });
      return "admitted";
    } catch (error) {
      const output = String((error as { stderr?: unknown }).stderr ?? error);
      const stage = words.find(([pattern]) => pattern.test(output))?.[1];
      if (!stage) throw new Error(`psql, as ${client.user}: ${output}`);
      return stage;
    } finally {
      relay?.close();
    }
  }

  async #run(
    { type, user, database, replication, certificate }: PsqlClient,
    { port = this.#running.port, input = "" } = {},
  ): Promise<void> {
    const [cert, key] = [join(this.#folder, "client.crt"), join(this.#folder, "client.key")];
    if (certificate) await writeFile(cert, certificate.cert);
    if (certificate) await writeFile(key, certificate.key, { mode: 0o600 });
    const environment = {
      PATH: process.env.PATH,
      HOME: this.#folder,
      LC_ALL: "C",
      OPENSSL_CONF: join(this.#folder, "openssl.cnf"),
      PGHOST: type === "local" ? this.#running.socketFolder : "127.0.0.1",
      PGPORT: String(port),
      PGUSER: user,
      PGDATABASE: database,
      PGGSSENCMODE: "disable",
      PGCONNECT_TIMEOUT: "10",
      PGSSLMODE: type === "ssl" ? "require" : "disable",
      PGSSLCERT: certificate ? cert : "/nonexistent",
      PGSSLKEY: certificate ? key : "/nonexistent",
      PGSSLROOTCERT: "/nonexistent",
    };
    const query = replication ? "IDENTIFY_SYSTEM" : "select 1";
    const what = input ? ["-vON_ERROR_STOP=1", "-f-"] : ["-c", query];
    const to = replication ? ["-d", "replication=true"] : [];
    const running = execFile("psql", ["-wXAtq", ...what, ...to], { env: environment });
    running.stdin?.on("error", () => undefined); // psql may have ended before
    running.stdin?.end(input);
    let output = "";
    running.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    const [status] = await once(running, "close");
    if (status !== 0) throw Object.assign(new Error(output), { stderr: output });
  }
}

const anyStrength = `openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = weak
[weak]
CipherString = DEFAULT:@SECLEVEL=0
`;

/** libpq cannot choose its own address: a server that hands everything on from there. */
async function relayFrom(address: string, port: number): Promise<Server> {
  const relay = createServer((client) => {
    const server = connect({ port, host: "127.0.0.1", localAddress: address });
    client.pipe(server).pipe(client);
    client.on("error", () => server.destroy());
    server.on("error", () => client.destroy());
  });
  relay.listen(0, "127.0.0.1");
  await once(relay, "listening");
  return relay;
}
