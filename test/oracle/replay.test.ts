import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { attempt } from "../support/connect.ts";
import { server } from "../support/postgres.ts";
import { runCli } from "../support/runCli.ts";
import { temporaryFolder } from "../support/unprivileged.ts";
import { prepareFolder } from "./connectionFolder.ts";

const hba = `local all all trust
hostssl shop app 127.0.0.1/32 trust
hostssl all admin all scram-sha-256
hostnossl all bob all reject
host replication rep all trust
host all all all trust
host all nobody all trust
`;

const forms = { stderr: "", csvlog: ".csv", jsonlog: ".json" };

/** A role whose name holds what separates fields and lines; in stderr it takes several lines, which are passed over. */
const hostile = 'a",b\nc';

interface Row {
  readonly user: string;
  readonly database: string | null;
  readonly tls: boolean;
  readonly count: number;
  readonly last: string;
  readonly admitted: boolean | null;
  readonly path: string;
  readonly line: number;
}

/** Whether a version writes a form. */
const since = { stderr: 13, csvlog: 13, jsonlog: 15 };

test.each([13, 14, 15, 16, 17, 18] as const)(
  "%i writes logs from which its connections are read",
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    const written = (Object.keys(forms) as (keyof typeof forms)[]).filter((form) => since[form] <= version);
    const prefix = "%m %q[%p] %-8u@%d %h ";
    await give("postgresql.conf", `ssl = on\nlog_line_prefix = '${prefix}'\n`);
    await give("pg_hba.conf", hba);
    const args = [
      "log_connections=on",
      "logging_collector=on",
      `log_destination=${written.join(",")}`,
      "log_directory=log",
      "log_filename=server.log",
    ].flatMap((setting) => ["-c", setting]);
    const before = await postgres.start(data);
    const admin = new pg.Client({ host: before.socketFolder, port: before.port, user: "postgres" });
    await admin.connect();
    await admin.query(`create role ${admin.escapeIdentifier(hostile)} login`);
    await admin.end();
    await before.stop();
    const running = await postgres.start(data, { tcp: true, args });
    try {
      const tcp = { to: running.port, database: "postgres" };
      for (const each of [
        { ...tcp, user: "postgres" },
        { ...tcp, user: "postgres", tls: {} },
        { ...tcp, user: "postgres", tls: {} },
        { ...tcp, user: hostile },
        { ...tcp, user: "rep", replication: true },
        { ...tcp, user: "bob" },
        { ...tcp, user: "admin", tls: {} },
      ])
        await attempt(each);
    } finally {
      await running.stop();
    }
    const folder = await temporaryFolder();
    const edited = join(folder, "pg_hba.conf");
    await writeFile(edited, "hostssl all postgres all trust\n");
    for (const form of written) {
      const log = join(data, `log/server${forms[form] || ".log"}`);
      const { status, output, errors } = await runCli(["replay", "--log", log, data, "--format", "json"]);
      expect([status, errors], form).toEqual([0, ""]);
      const { sessions, unused } = JSON.parse(output) as { sessions: Row[]; unused: Row[] };
      const short = sessions.map(({ user, database, tls, count, admitted, line }) => [
        user,
        database,
        tls,
        count,
        admitted,
        line,
      ]);
      const ofHostile = form === "stderr" ? [] : [[hostile, "postgres", false, 1, true, 6]];
      expect(short, form).toEqual([
        ["postgres", "postgres", false, 1, true, 6],
        ["postgres", "postgres", true, 2, true, 6],
        ...ofHostile,
        ["rep", null, false, 1, true, 5],
      ]);
      for (const { last } of sessions) expect(Math.abs(Date.parse(last) - Date.now())).toBeLessThan(600_000);
      // The record of bob rejected him, and that of admin requested a password that never came.
      expect(
        unused.map(({ line }) => line),
        form,
      ).toEqual([1, 2, 3, 7]);
      const changed = await runCli(["replay", data, "--with", edited, "--log", log, "--format", "json"]);
      expect(changed.status).toBe(1);
      expect(
        (JSON.parse(changed.output) as { sessions: Row[] }).sessions.map(({ admitted }) => admitted),
      ).toEqual([false, true, ...ofHostile.map(() => false), false]);
    }
  },
);
