import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { runCli } from "../support/runCli.ts";
import { giveAway } from "../support/unprivileged.ts";

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-explain-"));
  const files = {
    PG_VERSION: "18\n",
    "postgresql.conf": "ssl = on\nssl_ca_file = 'ca.crt'\n",
    "pg_hba.conf": "hostssl all all 10.0.0.0/8 cert\nhostssl all all 192.168.0.0/16 scram-sha-256\n",
    "pgbouncer.ini":
      "[databases]\n* =\n[pgbouncer]\nlisten_addr = *\nauth_type = trust\n[users]\nalice = pool_mode=session\n",
    "ca.crt": clientPem("root"),
    "alice.crt": clientPem("alice"),
    "server.crt": Buffer.from(materialBytes("leaf")),
    "server.key": Buffer.from(materialBytes("leaf-key")),
  };
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), content, { mode: 0o600 });
  await giveAway(folder); // the server never runs as root
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [["--user", "alice", "--address", "10.0.0.1", "--cert", "alice.crt"], 0, /:1: admitted \[name\]/],
  [["--user", "bob", "--address", "10.0.0.1", "--cert", "alice.crt"], 1, /:1: refused \[name\]/],
  [["--user", "alice", "--address", "192.168.0.1"], 3, /:2: it depends \[authentication\]/],
  [["--user", "alice", "--local"], 1, /refused \[no-record\]/],
  [["--user", "alice", "--address", "10.0.0.1", "--plain", "--format", "json"], 1, /"admitted": false/],
  [["--user", "alice"], 2, /^$/],
  [["--user", "alice", "--address", "10.0.0.1", "--cert", "none.crt"], 2, /^$/],
  [
    ["--user", "alice", "--local", "--pgbouncer", "pgbouncer.ini"],
    1,
    /^client to PgBouncer: admitted.*\nPgBouncer to server: accepts: Over the Unix.*\nserver: refused \[no-record\]/,
  ],
  [
    ["--user", "alice", "--address", "10.0.0.1", "--pgbouncer", "pgbouncer.ini", "--format", "json"],
    1,
    /"client": \{\s*"admitted": false[\s\S]*"server": null/,
  ],
  [["--user", "alice", "--local", "--pgbouncer", "none.ini"], 2, /^$/],
  [["--user", "alice", "--local", "--pgbouncer", "pgbouncer.ini", "--pgbouncer-address", "x"], 2, /^$/],
] as const)("explain %j", async (args, status, words) => {
  const run = await runCli(["explain", ...args, "."], { cwd: folder });
  expect(run.status).toBe(status);
  expect(run.output).toMatch(words);
});

test.each([
  [["--service", "shop"], 3, /accepts: .*its name are verified[\s\S]*:2: it depends/],
  [["--service", "shop", "--conninfo", "host=db.example.org"], 1, /refuses: .*not for db\.example\.org/],
  [["--service", "careful"], 1, /refuses: The root file .*\.postgresql\/root\.crt does not exist/],
  [["--service", "none"], 2, /^$/],
  [["--conninfo", "service=shop"], 3, /accepts: .*its name are verified[\s\S]*:2: it depends/],
  [
    ["--conninfo", "service=shop host=db.example.com,db.example.org"],
    3,
    /it depends: .*not for db\.example\.org/,
  ],
  [["--conninfo", "service=shop host=a.example.org,b.example.org"], 1, /refuses: .*not for a\.example\.org/],
  [["--conninfo", "host=db.example.com user=alice sslmode=verify-full"], 3, /it depends: Which roots/],
] as const)("explain %j, of a service file", async (args, status, words) => {
  const home = join(folder, "home");
  const services = join(folder, "services");
  const shop = `[shop]\nhost=db.example.com\nuser=alice\npassword=it's\nsslmode=verify-full\nsslrootcert=${folder}/root.crt\n`;
  writeFileSync(services, `${shop}[careful]\nhost=db.example.com\nuser=alice\nsslmode=verify-ca\n`);
  const roots = (["intermediate", "root"] as const).map((name) => Buffer.from(materialBytes(name)));
  writeFileSync(join(folder, "root.crt"), Buffer.concat(roots));
  const run = await runCli(["explain", ...args, "--address", "192.168.0.1", "."], {
    cwd: folder,
    env: { HOME: home, PGSERVICEFILE: services },
  });
  expect(run.output).toMatch(words);
  expect(run.status).toBe(status);
  expect(run.output + run.errors).not.toContain("it's");
});

test("explain --conninfo trusts the root.crt of this user where the string names none", async () => {
  const home = join(folder, "other home");
  mkdirSync(join(home, ".postgresql"), { recursive: true });
  const roots = (["intermediate", "root"] as const).map((name) => Buffer.from(materialBytes(name)));
  writeFileSync(join(home, ".postgresql", "root.crt"), Buffer.concat(roots));
  const text = "host=db.example.com user=alice sslmode=verify-full";
  const run = await runCli(["explain", "--conninfo", text, "--address", "192.168.0.1", "."], {
    cwd: folder,
    env: { HOME: home },
  });
  expect(run.output).toMatch(/accepts: .*its name are verified/);
});

test.each([
  [
    "pgjdbc",
    "jdbc:postgresql://h/d?user=alice&password=geheim&sslmode=require",
    3,
    /^driver: JDBC .*not verified\nclient: accepts/,
  ],
  [
    "node-postgres",
    "postgres://alice:geheim@h/d?sslmode=require",
    3,
    /^driver: node-postgres .*name verified\nclient: it depends/,
  ],
  [
    "node-postgres",
    "postgres://alice:geheim@h/d",
    1,
    /^driver: .*: not encrypted;.*\nclient: accepts[\s\S]*refused/,
  ],
  [
    "pgjdbc",
    "jdbc:postgresql://h/d?user=alice&password=geheim&ssl=true",
    1,
    /needs a root certificate\nclient: refuses\n$/,
  ],
  ["tokio-postgres", "postgres://alice:geheim@h/d", 3, /\nclient: it depends\n$/],
  ["npgsql", "Host=h;Password=geheim", 2, /^$/],
  ["odbc", "postgres://alice:geheim@h/d", 2, /^$/],
] as const)("explain as %s reads %s", async (driver, text, status, words) => {
  const args = ["--conninfo", text, "--driver", driver, "--address", "192.168.0.1", "."];
  const run = await runCli(["explain", ...args], { cwd: folder });
  expect(run.output).toMatch(words);
  expect(run.status).toBe(status);
  expect(run.output + run.errors).not.toContain("geheim");
});
