import { describe, expect, test } from "vitest";
import { openFiles, toUri } from "../../support/openService.ts";

const conf = "/repo/db/main/postgresql.conf";
const hba = "/repo/db/main/pg_hba.conf";

/** A service without any settings given, but those of a settings file. */
function open(files: Record<string, string | { text: string; owner: number }>, given: object = {}) {
  const opened = openFiles({ [conf]: "", [hba]: "host all all 10.0.0.0/8 trust\n", ...files });
  opened.service.settings = given;
  return opened;
}

const versionOf = async (service: ReturnType<typeof open>["service"]) =>
  (await service.summary(toUri(conf)))?.serverVersion;

describe("a settings file", () => {
  test("is the nearest one upward", async () => {
    const { service } = open({
      "/repo/.pgssl.json": '{"serverVersion": 15}',
      "/.pgssl.json": '{"serverVersion": 14}',
    });
    expect(await versionOf(service)).toEqual({ value: 15, reason: "set in .pgssl.json" });
  });

  test("goes behind what an editor or the command line gives; rules and path mappings are joined", async () => {
    const text = '{"serverVersion": 15, "rules": {"hba-trust-remote": "off", "hba-ipv6-missing": "error"}}';
    const { service } = open(
      { "/repo/.pgssl.json": text },
      { serverVersion: 17, rules: { "hba-ipv6-missing": "off" } },
    );
    expect(await versionOf(service)).toEqual({ value: 17, reason: "set by pgssl.serverVersion" });
    const { settings } = (await service.snapshot(toUri(hba))) ?? {};
    expect(settings?.rules).toEqual({ "hba-trust-remote": "off", "hba-ipv6-missing": "off" });
    expect(await service.diagnose(toUri(hba))).toEqual([]);
  });

  test("has paths that start at its folder", async () => {
    const text = '{"dataDirectory": "data", "pathMappings": {"/etc/tls": "./tls"}}';
    const { service } = open({ "/repo/.pgssl.json": text, "/repo/data/PG_VERSION": "16\n" });
    const { settings } = (await service.snapshot(toUri(conf))) ?? {};
    expect(settings).toMatchObject({
      dataDirectory: "/repo/data",
      pathMappings: { "/etc/tls": "/repo/tls" },
    });
    expect((await versionOf(service))?.value).toBe(16);
  });

  test("leads nowhere in a workspace that is not trusted", async () => {
    const text =
      '{"serverVersion": 14, "dataDirectory": "/d", "pathMappings": {"/a": "/b"}, "serviceFile": "/s"}';
    const { service } = open({ "/repo/.pgssl.json": text }, { trusted: false, roots: ["file:///repo"] });
    const { settings } = (await service.snapshot(toUri(conf))) ?? {};
    expect(settings).toMatchObject({ serverVersion: 14, pathMappings: {} });
    expect(settings).not.toHaveProperty("dataDirectory");
    expect(settings).not.toHaveProperty("serviceFile");
  });

  test("is read again when it changes", async () => {
    const { service, host } = open({ "/repo/.pgssl.json": '{"serverVersion": 15}' });
    expect((await versionOf(service))?.value).toBe(15);
    host.write("/repo/.pgssl.json", '{ "serverVersion": 14 }');
    expect(await service.refresh()).toBe(true);
    expect((await versionOf(service))?.value).toBe(14);
    host.write("/repo/db/.pgssl.json", '{"serverVersion": 13}');
    await service.refresh();
    expect((await versionOf(service))?.value).toBe(13);
  });

  test("of another user is not used", async () => {
    const { service } = open({ "/repo/.pgssl.json": { text: '{"serverVersion": 15}', owner: 4711 } });
    expect((await versionOf(service))?.reason).not.toContain(".pgssl.json");
  });
});

test.each([
  ['{\n  "serverVersion": 12\n}', 2, 20, "serverVersion: the value must be a major version"],
  [
    '{\n  "rules": {\n    "hba-trust-remote": "fatal" } }',
    3,
    25,
    "rules: hba-trust-remote: the value must be one of error",
  ],
  ['{ "nosuch": 1 }', 1, 3, "nosuch: there is no such setting"],
  ['{ "serverBuild": ["ssl", "tls"] }', 1, 26, "serverBuild: there is no such feature"],
  ['{\n  "serverVersion": 15,\n}', 3, 1, "this is not JSON: "],
  ["", 1, 1, "this is not JSON: "],
  ["[]", 1, 1, "the settings are an object"],
  ["{ // words\n}", 1, 3, "this is not JSON: invalid comment"],
])("%j has its fault at %i:%i", async (text, line, column, message) => {
  const { service } = open({ "/repo/.pgssl.json": text });
  const [problem] = (await service.snapshot(toUri(conf)))?.settingsFile?.problems ?? [];
  expect([(problem?.line ?? 0) + 1, (problem?.column ?? 0) + 1]).toEqual([line, column]);
  expect(problem?.message.startsWith(message), problem?.message).toBe(true);
});

test("one that is too large is not read", async () => {
  const { service } = open({ "/repo/.pgssl.json": `{"serverVersion": 15}${" ".repeat(300_000)}` });
  const { settingsFile } = (await service.snapshot(toUri(conf))) ?? {};
  expect(settingsFile).toMatchObject({
    settings: {},
    problems: [{ message: "the file is larger than 256 KiB" }],
  });
});
