import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { materialBytes } from "../support/fixtures/materials.ts";
import { server } from "../support/postgres.ts";
import { explain, prepareFolder } from "./connectionFolder.ts";
import { hasPsql } from "./psql.ts";

/** Certificates with their keys, and whether psql logs in with a password: what psql 15 did at npm's 18, and Debian's 15 and 18. */
const certificates: readonly (readonly [certificate: string, key: string, logsIn: boolean])[] = [
  ["leaf", "leaf-key", true],
  ["rsa-leaf", "rsa-key", true],
  ["ed25519-leaf", "ed25519-key", true],
  ["ed25519-signed-leaf", "leaf-key", false],
];

test("libpq binds SCRAM to the certificates to which the engine says it does", async () => {
  const postgres = await server(18);
  const data = await postgres.initdb();
  const give = await prepareFolder(data);
  await give("pg_hba.conf", "local all all trust\nhostssl all all all scram-sha-256\n");
  const running = await postgres.start(data, { tcp: true });
  const environment = {
    PATH: process.env.PATH,
    HOME: await mkdtemp(join(tmpdir(), "psql-")),
    PGPORT: String(running.port),
    PGDATABASE: "postgres",
  };
  const psql = (sql: string, env: Record<string, string>) =>
    promisify(execFile)("psql", ["-wXAtqc", sql], { env: { ...environment, ...env } });
  const over = {
    PGHOST: "127.0.0.1",
    PGSSLMODE: "require",
    PGUSER: "u",
    PGPASSWORD: "p",
    PGGSSENCMODE: "disable",
  };
  try {
    if (hasPsql)
      await psql("create role u login password 'p'", { PGHOST: running.socketFolder, PGUSER: "postgres" });
    for (const [certificate, key, logsIn] of certificates) {
      await give("server.crt", materialBytes(certificate));
      await give("server.key", materialBytes(key), 0o600);
      await give("postgresql.conf", "ssl = on\n");
      const decision = await explain(data, "1.1.1")({ user: "u", database: "postgres" });
      expect([certificate, decision?.admitted]).toEqual([certificate, logsIn ? undefined : false]);
      if (!hasPsql) continue;
      await running.reload();
      const output = await psql("select 1", over).then(
        () => "",
        (error: { stderr: string }) => error.stderr,
      );
      expect([certificate, output]).toEqual([
        certificate,
        logsIn ? "" : expect.stringContaining("NID UNDEF"),
      ]);
      await psql("select 1", { ...over, PGCHANNELBINDING: "disable" });
    }
  } finally {
    await running.stop();
  }
});
