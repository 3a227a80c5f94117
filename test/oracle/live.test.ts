import { chmod, chown, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { connectionOptions } from "../../server/src/cli/running/live/connectionOptions.ts";
import { openSession } from "../../server/src/cli/running/live/session.ts";
import type { LiveAnswer } from "../../server/src/core/model/live.ts";
import { type RunningServer, server } from "../support/postgres.ts";
import { runCli } from "../support/runCli.ts";
import { account, temporaryFolder } from "../support/unprivileged.ts";

const password = "p%1:x\\y";

/** No password of whoever runs the tests. */
const clean = { PGPASSWORD: "", PGPASSFILE: "/nowhere", PGSERVICEFILE: "/nowhere" };

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = "") {
  const { status, output, errors } = await runCli(["live", ...args, "--format", "json"], {
    env: { ...clean, ...env },
    input,
  });
  expect(output + errors).not.toContain(password);
  const answer: Partial<LiveAnswer> = output === "" ? {} : JSON.parse(output);
  const { findings = [] } = answer;
  return { status, errors, findings, rules: new Set(findings.map(({ rule }) => rule)), output, answer };
}

const before = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";

function clientOf(running: RunningServer, user: string, tcp: boolean): pg.Client {
  const client = new pg.Client({
    host: tcp ? "127.0.0.1" : running.socketFolder,
    port: running.port,
    user,
    database: "postgres",
    password,
  });
  client.on("error", () => undefined);
  return client;
}

test.each([13, 14, 15, 16, 17, 18] as const)(
  "%i: what is loaded, what waits, and a reload",
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = async (name: string, content: string) => {
      const path = join(data, name);
      await writeFile(path, content);
      await chmod(path, 0o644);
      if (account) await chown(path, account.uid, account.gid);
      const later = Date.now() / 1000 + 2; // the server compares whole seconds
      await utimes(path, later, later);
    };
    await give("postgresql.conf", "port = 1\n");
    await give("pg_hba.conf", before);
    const running = await postgres.start(data, { tcp: true });
    const admin = clientOf(running, "postgres", false);
    const held = clientOf(running, "app", true);
    const own = `host=${running.socketFolder} port=${running.port} user=postgres dbname=postgres`;
    const watcher = `postgresql://watcher@127.0.0.1:${running.port}/postgres`;
    try {
      await admin.connect();
      const literal = admin.escapeLiteral(password);
      await admin.query("set password_encryption = 'scram-sha-256'");
      await admin.query(
        `create role app login password ${literal}; create role watcher login password ${literal}`,
      );
      await held.connect();

      const session = await openSession(connectionOptions(own, {}), async () => "");
      expect(await session.query("create table public.x ()")).toMatchObject({ refusal: "other" });
      expect(await session.query("create role x")).toMatchObject({ refusal: "other" });
      expect(await session.query("select pg_sleep(30)")).toMatchObject({ refusal: "other" });
      await session.close();

      const hidden = await run([watcher], { PGPASSWORD: password });
      const grants = hidden.findings.filter(({ rule }) => rule === "live-hidden").map(({ detail }) => detail);
      expect(grants.join("\n")).toContain("grant pg_read_all_stats to watcher;");
      expect(grants.join("\n")).toContain(
        "grant execute on function pg_catalog.pg_hba_file_rules() to watcher;",
      );
      for (const grant of grants)
        await admin.query(grant?.replace("A superuser can change that: ", "") ?? "");
      const passfile = join(await temporaryFolder(), "pgpass");
      await writeFile(passfile, `*:*:*:watcher:${password.replace(/[:\\]/g, "\\$&")}\n`, { mode: 0o600 });
      const seen = await run([watcher], { PGPASSFILE: passfile });
      expect([...seen.rules].sort()).toEqual([
        "live-file-edited",
        "live-session-cleartext",
        "live-setting-overridden",
      ]);
      await chmod(passfile, 0o644);
      expect(await run([watcher], { PGPASSFILE: passfile })).toMatchObject({ status: 2, output: "" });

      await give("pg_hba.conf", `local all all trust\nhost all app all reject\n${before}`);
      const fine = (await run([own, "--cluster", data])).findings;
      const refused = fine.find(({ rule }) => rule === "live-session-refused");
      expect(refused?.message).toBe(
        "The files would refuse app to postgres from 127.0.0.1, which is connected now.",
      );
      expect(refused?.line).toBe(2);
      const old = join(await temporaryFolder(), "pg_hba.conf");
      await writeFile(old, before);
      const since = await run([own, "--loaded", old, "--cluster", data]);
      expect(since.answer.changes).toMatchObject([
        { effect: "lost", summary: expect.stringContaining("127.0.0.1/32: app loses TCP") },
      ]);
      expect((await run([own, "--loaded", old])).status).toBe(2);
      expect((await run([own, "--reload"])).status).toBe(2);
      const reloaded = await run([own, "--reload", "--yes", "--cluster", data]);
      expect(reloaded.answer.reload).toEqual([
        expect.objectContaining({ message: expect.stringMatching(/^Reloaded at \S+Z\.$/) }),
      ]);
      const { loadedAt, after } = reloaded.answer;
      expect(Date.parse(after?.loadedAt ?? "")).toBeGreaterThan(Date.parse(loadedAt ?? ""));
      expect(after?.settings.length).toBe(reloaded.answer.settings?.length);
      await expect(clientOf(running, "app", true).connect()).rejects.toThrow(
        /pg_hba\.conf rejects connection/,
      );

      await give("pg_hba.conf", "hosst all all all trust\n");
      const broken = await run([own]);
      expect(broken.findings).toContainEqual(
        expect.objectContaining({ rule: "live-line-error", line: 1, path: join(data, "pg_hba.conf") }),
      );
      expect(await run([own, "--reload", "--yes", "--cluster", data])).toMatchObject({ status: 2 });
      expect((await run([own, "--reload", "--yes"])).answer.reload).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^Reloaded at \S+Z, without \S+pg_hba\.conf, line 1\.$/),
        }),
      ]);
      const piped = await run([watcher, "--password-stdin"], {}, `${password}\n`);
      expect(piped.answer.version).toMatch(new RegExp(`^${version}\\.`));
      const wrong = await run([watcher, "--password-stdin"], {}, "wrong\n");
      expect([wrong.status, wrong.errors]).toEqual([2, expect.stringContaining("authentication failed")]);
    } finally {
      await held.end().catch(() => undefined);
      await admin.end().catch(() => undefined);
      await running.stop();
    }
  },
);

test("a password on the command line is refused, and not repeated", async () => {
  const { status, errors } = await run([`host=/nowhere password='${password.replace(/[\\']/g, "\\$&")}'`]);
  expect([status, errors]).toEqual([2, expect.stringContaining("PGPASSWORD")]);
});

test("a server that is not there is named without a password", async () => {
  const { status, errors } = await run(["host=127.0.0.1 port=1 user=u"], { PGPASSWORD: password });
  expect([status, errors]).toEqual([2, expect.stringMatching(/^pgssl: u@127\.0\.0\.1:1: /)]);
});
