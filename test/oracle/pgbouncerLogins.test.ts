import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { clientKeyPem, clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes, materialTime } from "../support/fixtures/materials.ts";
import { openFiles } from "../support/openService.ts";
import { debianPgBouncer } from "../support/pgbouncer.ts";
import { server } from "../support/postgres.ts";
import type { RunningServer } from "../support/runningServer.ts";
import { giveAway } from "../support/unprivileged.ts";
import { type PgBouncerLogin, pgbouncerLogins, users } from "./pgbouncerLogins.ts";

const port = 7045;
const chain = Buffer.concat([materialBytes("leaf"), materialBytes("intermediate")]);

/** PgBouncer's files for a login. */
function filesOf({ settings = "", line = "localhost", records }: PgBouncerLogin, serverPort: number) {
  const head = `# pgssl: pgbouncer=1.18\n[databases]\nshop = host=${line} port=${serverPort}\n[pgbouncer]\n`;
  const tls =
    "client_tls_sslmode = require\nclient_tls_cert_file = DIR/leaf.crt\nclient_tls_key_file = DIR/leaf.key\n";
  const usual = `unix_socket_dir = DIR\nlisten_addr = 127.0.0.1\nlisten_port = ${port}\nauth_type = md5\nauth_file = DIR/users.txt\n`;
  const hba = records === undefined ? "" : "auth_type = hba\nauth_hba_file = DIR/hba.conf\n";
  return {
    "pgbouncer.ini": `${head}${usual}${tls}${hba}query_wait_timeout = 1\n${settings}`,
    "users.txt": users,
    "hba.conf": records ?? "",
    names: "bob\nalice\n",
    "leaf.crt": chain,
    "leaf.key": materialBytes("leaf-key"),
    "clients.crt": clientPem("root"),
    "roots.crt": materialBytes("root"),
    "other.crt": materialBytes("other-root"),
  };
}

const clientOf = ({ client }: PgBouncerLogin) =>
  ({ type: "ssl", user: "alice", database: "shop", address: "127.0.0.1", ...client }) as const;

/** What explain says of a login: the right password is the only thing that may be open. */
async function explained(
  login: PgBouncerLogin,
): Promise<{ readonly is: boolean | undefined; readonly why: string }> {
  const placed = Object.fromEntries(
    Object.entries(filesOf(login, 5432)).map(([name, content]) => [
      `/bouncer/${name}`,
      typeof content === "string" ? content.replaceAll("DIR", "/bouncer") : content,
    ]),
  );
  const { service } = openFiles(
    {
      ...placed,
      PG_VERSION: "15\n",
      "postgresql.conf": "ssl = on\nssl_cert_file = 'server.crt'\n",
      "server.crt": chain,
      "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
      "pg_hba.conf": login.server ?? "",
      "/client.crt": clientPem(login.certificate ?? "alice"),
    },
    {},
    materialTime,
  );
  const certificates = await service.certificates("file:///client.crt");
  const found = await service.explainPgBouncer(
    "file:///bouncer/pgbouncer.ini",
    { ...clientOf(login), ...(login.certificate && certificates && { certificates }) },
    { cluster: "file:///data/postgresql.conf" },
  );
  const { client, server: behind } = found ?? {};
  const answers = [client?.admitted, ...(behind ? [behind.client.accepts, behind.server?.admitted] : [])];
  const isOpen = (one: { stage?: string; reason?: string } | undefined) =>
    one?.stage === "authentication" && /right/.test(one.reason ?? "");
  const why = JSON.stringify(found);
  if (answers.includes(false)) return { is: false, why };
  const open = [client, behind?.server].filter((one) => one?.admitted === undefined);
  return { is: open.every(isOpen) && behind?.client.accepts !== undefined ? true : undefined, why };
}

test.each(pgbouncerLogins.map((login) => [login.what, login] as const))(
  "explain says what PgBouncer 1.18 made of a login: %s",
  async (_, login) => {
    const { is, why } = await explained(login);
    expect(is, why).toBe(login.connects);
  },
);

const program = await debianPgBouncer();

if (program) {
  let running: RunningServer;
  let data: string;

  beforeAll(async () => {
    const postgres = await server(15);
    data = await postgres.initdb();
    for (const [name, content] of [
      ["server.crt", chain],
      ["server.key", materialBytes("leaf-key")],
      ["postgresql.conf", "ssl = on\n"],
      ["pg_hba.conf", "local all all trust\n"],
    ] as const)
      await writeFile(join(data, name), content, { mode: 0o600 });
    await giveAway(data);
    running = await postgres.start(data, { tcp: true });
    const admin = new pg.Client({
      host: running.socketFolder,
      port: running.port,
      user: "postgres",
      database: "postgres",
    });
    await admin.connect();
    for (const name of ["alice", "nobody", "hashed", "mallory"])
      await admin.query(`create role ${name} login password 'pw'`);
    await admin.query("create database shop");
    await admin.end();
  });
  afterAll(() => running.stop());

  test("a running PgBouncer makes of each login what is recorded", async () => {
    const disagreements: string[] = [];
    for (const login of pgbouncerLogins) {
      const error = await loginError(login);
      if ((error === undefined) !== login.connects)
        disagreements.push(`${login.what}: ${error ?? "connects"}`);
    }
    expect(disagreements).toEqual([]);
  });

  async function loginError(login: PgBouncerLogin): Promise<string | undefined> {
    await writeFile(join(data, "pg_hba.conf"), `local all all trust\n${login.server}`);
    await running.reload();
    const folder = await program?.folder(filesOf(login, running.port));
    const bouncer = await program?.start(folder ?? "", port);
    const { user, database, type } = clientOf(login);
    const certificate = login.certificate !== undefined && {
      cert: clientPem(login.certificate),
      key: clientKeyPem,
    };
    const client = new pg.Client({
      host: "127.0.0.1",
      port,
      user,
      database,
      password: "pw",
      ssl: type === "ssl" && { rejectUnauthorized: false, ...certificate },
      connectionTimeoutMillis: 3000,
      query_timeout: 3000,
    });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select 1");
      return undefined;
    } catch (error) {
      return String(error);
    } finally {
      void client.end().catch(() => {}); // what is left of it ends with PgBouncer
      await bouncer?.stop();
    }
  }
} else
  test("the recorded logins alone were compared: apt has no PgBouncer here", () =>
    expect(pgbouncerLogins.length).toBeGreaterThan(40));
