import { expect, test, vi } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { readHbaLine } from "../../server/src/core/syntax/pgbouncer/readHbaLine.ts";
import { readIniLines } from "../../server/src/core/syntax/pgbouncer/readIniLines.ts";
import { openCluster, openFiles } from "../support/openService.ts";

vi.mock(import("../../server/src/core/syntax/pgbouncer/readIniLines.ts"), async (load) => {
  const module = await load();
  return { ...module, readIniLines: vi.fn(module.readIniLines) };
});

vi.mock(import("../../server/src/core/syntax/pgbouncer/readHbaLine.ts"), async (load) => {
  const module = await load();
  return { ...module, readHbaLine: vi.fn(module.readHbaLine) };
});

const ini = "[pgbouncer]\nauth_type = hba\nauth_hba_file = /data/hba.conf\n";
const records = Array.from({ length: 500 }, (_, at) => `host all u${at} 10.0.0.0/8 scram-sha-256\n`).join("");
const start = { line: 3, character: 9 };

function type(document: SourceDocument): void {
  document.update([{ range: { start, end: start }, text: "+" }], document.version + 1);
}

test("without a pgbouncer.ini each folder is looked at once, whatever is edited", async () => {
  const { host, service, edit } = openCluster({ "postgresql.conf": "" });
  const document = edit("pg_hba.conf", records);
  await service.diagnose(document.uri);
  const { calls } = host;
  type(document);
  await service.diagnose(document.uri);
  await service.hover(document.uri, start);
  await service.complete(document.uri, start);
  expect(host.calls).toBe(calls);
});

test("a pgbouncer.ini beside a pg_hba.conf that it does not name is read once", async () => {
  const { host, service, edit } = openCluster({ "pgbouncer.ini": ini, "hba.conf": records });
  const document = edit("pg_hba.conf", records);
  await service.diagnose(document.uri);
  const { calls } = host;
  vi.mocked(readIniLines).mockClear();
  type(document);
  await service.diagnose(document.uri);
  await service.hover(document.uri, start);
  expect(host.calls).toBe(calls);
  expect(readIniLines).not.toHaveBeenCalled();
});

test("a character in PgBouncer's records costs its own line, and a hover nothing", async () => {
  const { host, service, edit } = openFiles({ "pgbouncer.ini": ini });
  const document = edit("hba.conf", records, "pg-hba");
  await service.diagnose(document.uri);
  const { calls } = host;
  vi.mocked(readHbaLine).mockClear();
  await service.hover(document.uri, start);
  await service.complete(document.uri, start);
  expect(readHbaLine).not.toHaveBeenCalled();
  type(document);
  const found = await service.diagnose(document.uri);
  expect(found?.map(({ line }) => line)).toEqual([3]);
  expect(vi.mocked(readHbaLine).mock.calls.length).toBeLessThan(3);
  expect(host.calls).toBe(calls);
});

test("a change of the configuration on disk or in an editor is seen", async () => {
  const { host, service, edit } = openFiles({ "pgbouncer.ini": ini });
  const document = edit("hba.conf", "host all +people 10.0.0.0/8 md5\n", "pg-hba");
  const rules = async () => (await service.diagnose(document.uri))?.map(({ rule }) => rule);
  expect(await rules()).toContain("pgbouncer-hba-line-ignored");
  host.write("/data/pgbouncer.ini", ini.replace("hba.conf", "other.conf"));
  await service.refresh();
  expect(await rules()).not.toContain("pgbouncer-hba-line-ignored");
  const opened = new SourceDocument("file:///data/pgbouncer.ini", "pgbouncer", 1, ini);
  service.open(opened);
  expect(await rules()).toContain("pgbouncer-hba-line-ignored");
  opened.update([{ text: "[pgbouncer]\n" }], 2);
  expect(await rules()).not.toContain("pgbouncer-hba-line-ignored");
});
