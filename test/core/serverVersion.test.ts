import { expect, test } from "vitest";
import { openFiles } from "../support/openService.ts";

test.each([
  ["data_directory = '/var/lib/postgresql/16/main'", 16, "the path in data_directory says so"],
  ["data_directory = 'C:/Program Files/PostgreSQL/17/data'", 17, "the path in data_directory says so"],
  ["data_directory = '/var/lib/pgsql/15/data'", 15, "the path in data_directory says so"],
  ["hba_file = '/etc/postgresql/14/main/pg_hba.conf'", 14, "the path in hba_file says so"],
  ["external_pid_file = '/var/run/postgresql/16-main.pid'", 16, "the path in external_pid_file says so"],
  ["dynamic_library_path = '/usr/lib/postgresql/15/lib'", 15, "the path in dynamic_library_path says so"],
  ["cluster_name = '13/main'", 13, "cluster_name says so"],
  [
    "data_directory = '/var/lib/postgresql/9.6/main'",
    13,
    "the nearest one that is known: the path in data_directory says 9.6",
  ],
  ["# from /etc/postgresql/15/main/postgresql.conf", 15, "a path in a comment says so"],
  ["# see /usr/share/doc/postgresql-common", 19, "the newest one, since nothing says otherwise"],
  ["stats_temp_directory = 'x'", 19, "the newest one, since nothing says otherwise"],
  [
    "port = {{ port }}\nstats_temp_directory = 'x'",
    14,
    "the newest one that has all settings of the template",
  ],
])("what says the version: %s", async (text, version, reason) => {
  const { service } = openFiles({ "/repo/postgresql.conf": `${text}\n` });
  const snapshot = await service.snapshot("file:///repo/postgresql.conf");
  expect(snapshot?.cluster.serverVersion).toBe(version);
  expect(snapshot?.cluster.serverVersionReason).toBe(reason);
});

test.each([
  ["postgresql.conf-17.j2", 17, "the path says so"],
  ["postgresql.15.conf.j2", 15, "the file's name says so"],
  ["postgresql.9.6.conf.j2", 13, "the nearest one that is known: the file's name says 9.6"],
  ["postgresql-14.conf", 14, "the path says so"],
  ["postgresql_14.conf.j2", 14, "the file's name says so"],
  ["postgresql.conf.10", 19, "the newest one, since nothing says otherwise"],
])("what the name %s says of the version", async (name, version, reason) => {
  const { service } = openFiles({ [`/repo/${name}`]: "port = 5432\n" });
  const snapshot = await service.snapshot(`file:///repo/${name}`);
  expect(snapshot?.cluster.serverVersion).toBe(version);
  expect(snapshot?.cluster.serverVersionReason).toBe(reason);
});

test("a setting that older servers had is none that theirs lacks", async () => {
  const text = "wal_keep_segments = 16\nssl_sert_file = 'a'\n";
  const names = ["postgresql.conf", "postgresql.9.6.conf", "postgresql.13.conf"];
  const { rules } = openFiles(Object.fromEntries(names.map((name) => [`/${name}/${name}`, text])));
  const found = await Promise.all(names.map((name) => rules(`/${name}/${name}`)));
  const unknown = (line: number) => `${line} conf-setting-unknown`;
  expect(found).toEqual([[unknown(0), unknown(1)], [unknown(1)], [unknown(0), unknown(1)]]);
});
