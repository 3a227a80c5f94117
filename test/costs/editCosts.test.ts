import { afterEach, expect, test, vi } from "vitest";
import { embed } from "../../server/src/core/carriers/embed.ts";
import { recordRules } from "../../server/src/core/check/ruleSets.ts";
import { summarizeRecord } from "../../server/src/core/cluster/recordSummary.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { confText } from "../bench/clusters.ts";
import { hbaText } from "../bench/hbaText.ts";
import { openCluster, openFiles, toUri } from "../support/openService.ts";

vi.mock(import("../../server/src/core/cluster/recordSummary.ts"), async (load) => {
  const module = await load();
  return { ...module, summarizeRecord: vi.fn(module.summarizeRecord) };
});

vi.mock(import("../../server/src/core/syntax/conf/scanConfLine.ts"), async (load) => {
  const module = await load();
  return { ...module, scanConfLine: vi.fn(module.scanConfLine) };
});

vi.mock(import("../../server/src/core/carriers/embed.ts"), async (load) => {
  const module = await load();
  return { ...module, embed: vi.fn(module.embed) };
});

afterEach(() => vi.restoreAllMocks());

const lineCount = 1_000;

/** A large open file that was checked, and a count of what an edit in it costs from then on. */
async function watch(name: "pg_hba.conf" | "postgresql.conf", text: string) {
  const { host, edit, findings } = openCluster({ "postgresql.conf": "ssl = on\n" });
  const document = edit(name, text);
  await findings(name);
  const called = { rules: 0, comparisons: 0 };
  // The rules themselves go on working; only their calls are counted.
  const rules = recordRules[document.language];
  const count = <Part extends object>(part: Part, method: keyof Part, what: keyof typeof called) => {
    const real = part[method] as (...given: unknown[]) => unknown;
    vi.spyOn(part as Record<string, (...given: unknown[]) => unknown>, method as string).mockImplementation(
      function (this: unknown, ...given) {
        called[what]++;
        return real.apply(this, given);
      },
    );
  };
  for (const rule of rules) {
    if (rule.hba) count(rule, "hba", "rules");
    if (rule.hbaAccess) count(rule, "hbaAccess", "rules");
    if (rule.conf) count(rule, "conf", "rules");
    if (rule.order) count(rule.order, "find", "comparisons");
  }
  return async (line: number, inserted: string) => {
    const start = { line, character: 9 };
    const calls = host.calls;
    Object.assign(called, { rules: 0, comparisons: 0 });
    vi.mocked(summarizeRecord).mockClear();
    document.update([{ range: { start, end: start }, text: inserted }], document.version + 1);
    await findings(name);
    return {
      parsed: vi.mocked(summarizeRecord).mock.calls.length,
      checked: Math.ceil(
        called.rules / rules.filter((rule) => rule.hba ?? rule.hbaAccess ?? rule.conf).length,
      ),
      comparisons: called.comparisons,
      fileCalls: host.calls - calls,
    };
  };
}

test("a character in a large pg_hba.conf costs its own record, and no file is looked at", async () => {
  const type = await watch("pg_hba.conf", hbaText(lineCount));
  const costs = await type(503, "x");
  expect(costs).toMatchObject({ parsed: 1, checked: 1, fileCalls: 0 });
  expect(costs.comparisons).toBeLessThan(50);
});

test("a line break in a large pg_hba.conf costs two records", async () => {
  const type = await watch("pg_hba.conf", hbaText(lineCount));
  const costs = await type(503, "\n");
  expect(costs).toMatchObject({ parsed: 2, checked: 2, fileCalls: 0 });
  expect(costs.comparisons).toBeLessThan(50);
});

test("opening a large pg_hba.conf looks once at each way in that its records have", async () => {
  const rules = recordRules["pg-hba"].filter((rule) => rule.hbaAccess);
  const requested = rules.map((rule) => vi.spyOn(rule as Required<typeof rule>, "hbaAccess"));
  await openFiles({ "pg_hba.conf": hbaText(lineCount) }).findings("pg_hba.conf");
  expect(new Set(requested.map((spy) => spy.mock.calls.length))).toEqual(new Set([2]));
});

test("opening a large postgresql.conf scans no line twice", async () => {
  const { edit, findings } = openFiles({});
  edit("postgresql.conf", confText(3_000));
  vi.mocked(scanConfLine).mockClear();
  await findings("postgresql.conf");
  const calls = vi.mocked(scanConfLine).mock.calls.filter(([lines, line]) => lines[line] !== "");
  const scanned = calls.map(([, line]) => line);
  expect(scanned.length).toBeGreaterThan(1_000);
  expect(scanned).toHaveLength(new Set(scanned).size);
});

test("a character in a large postgresql.conf costs its own line, and no file is looked at", async () => {
  const type = await watch("postgresql.conf", confText(lineCount));
  expect(await type(903, "x")).toMatchObject({ parsed: 1, checked: 1, fileCalls: 0 });
  expect(await type(904, "\n")).toMatchObject({ parsed: 2, checked: 2, fileCalls: 0 });
});

test("an answer without a change before it makes no findings anew, one after a change does", async () => {
  const { service, edit } = openCluster({ "postgresql.conf": "ssl = off\n" });
  const document = edit("pg_hba.conf", "hostssl all all all md5\nlocal all all peer\n");
  const first = await service.diagnose(document.uri);
  expect(first).not.toHaveLength(0);
  expect(await service.diagnose(document.uri)).toBe(first);
  const start = { line: 0, character: 0 };
  document.update([{ range: { start, end: start }, text: "# " }], document.version + 1);
  expect(await service.diagnose(document.uri)).toHaveLength(0);
});

test("a plain file costs one look at a folder, and two above, for all that may bring it into a container", async () => {
  const { host, findings } = openCluster({ "postgresql.conf": "" });
  const [names, stat] = [vi.spyOn(host, "namesThere"), vi.spyOn(host, "stat")];
  await findings("postgresql.conf");
  expect(names.mock.calls.map(([folder]) => folder)).toEqual(["file:///data", "file:///"]);
  expect(stat.mock.calls.flat().filter((uri) => /Dockerfile|compose|kustomization/.test(uri))).toEqual([]);
});

test("an edit in a Compose file reads it once, with the files beside it as they were read before", async () => {
  const compose = (method: string) =>
    `services:\n  db:\n    image: postgres:16\n    env_file: db.env\n    extends: {file: base.yaml, service: db}\n    environment:\n      POSTGRES_HOST_AUTH_METHOD: ${method}\n`;
  const { host, service } = openFiles({
    "/repo/compose.yaml": "",
    "/repo/compose.override.yaml": "services: {db: {extends: {file: more.yaml, service: db}}}\n",
    "/repo/base.yaml": "services: {db: {environment: {PGDATA: /pg}}}\n",
    "/repo/more.yaml": "services: {db: {command: -c ssl=on}}\n",
    "/repo/db.env": "",
  });
  const uri = toUri("/repo/compose.yaml");
  const document = new SourceDocument(uri, "yaml", 1, compose("scram-sha-256"));
  service.open(document);
  await service.diagnose(uri);
  const { calls } = host;
  const embedded = vi.mocked(embed);
  for (const method of ["trust", "md5"]) {
    embedded.mockClear();
    document.update([{ text: compose(method) }], document.version + 1);
    await service.diagnose(uri);
    await service.diagnose(uri);
    expect(embedded).toHaveBeenCalledTimes(1);
  }
  expect(host.calls).toBe(calls);
});

test("an edit in a manifest costs its own record for each version, where nothing says which version runs", async () => {
  const records = Array.from(
    { length: 100 },
    (_, at) => `    host d${at} u all ${at === 3 ? "trust" : "md5"}\n`,
  );
  const text = `postgresql:\n  primary:\n   pgHbaConfiguration: |\n${records.join("")}`;
  const { service } = openFiles({});
  const uri = toUri("/repo/values.yaml");
  const document = new SourceDocument(uri, "yaml", 1, text);
  service.open(document);
  expect(await service.diagnose(uri)).toMatchObject([{ rule: "hba-trust-remote", line: 6 }]);
  vi.mocked(summarizeRecord).mockClear();
  const at = { line: 50, character: 10 };
  document.update([{ range: { start: at, end: at }, text: "x" }], 2);
  expect(await service.diagnose(uri)).toHaveLength(1);
  expect(summarizeRecord).toHaveBeenCalledTimes(serverVersions.length);
});
