import { expect, test } from "vitest";
import type { ProjectSettings } from "../../../server/src/core/index.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import type { MemoryFile } from "../../support/memoryHost.ts";
import { openCluster } from "../../support/openService.ts";

const passwd = "root:x:0:0::/root:/bin/sh\npostgres:x:999:999::/:/bin/sh\nother:x:70:70::/:/bin/sh\n";
const group = "root:x:0:\npostgres:x:999:\nssl-cert:x:101:backup,postgres\nkeys:x:102:backup\n";

/** The findings with an owner, a mode or a folder in them, when the key is `/etc/ssl/private/db.key`. */
async function findings(
  files: Readonly<Record<string, MemoryFile>>,
  settings: Partial<ProjectSettings> = {},
): Promise<string[]> {
  const key = "/etc/ssl/private/db.key";
  const machine = {
    "/etc/passwd": passwd,
    "/etc/group": group,
    "/etc": { kind: "directory", mode: 0o755, owner: 0, group: 0 },
    "/etc/ssl": { kind: "directory", mode: 0o755, owner: 0, group: 0 },
    "/etc/ssl/private": { kind: "directory", mode: 0o710, owner: 0, group: 101 },
    "/": { kind: "directory", mode: 0o755, owner: 0, group: 0 },
    "server.crt": materialBytes("leaf"),
    "postgresql.conf": `ssl = on\nssl_key_file = '${key}'\n`,
    [key]: { bytes: materialBytes("leaf-key"), mode: 0o640, owner: 0, group: 101 },
  } as const;
  const { host, findings: found } = openCluster(machine, { time: materialTime, settings });
  for (const [path, file] of Object.entries(files)) {
    const bytes = path === key ? { bytes: materialBytes("leaf-key") } : {};
    host.write(path, { ...bytes, ...file });
  }
  return (await found("postgresql.conf"))
    .filter(({ rule }) => /unreadable|owner|permissions/.test(rule))
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

const key = (mode: number, owner: number, group: number) => ({
  "/etc/ssl/private/db.key": { mode, owner, group },
});
const folder = (mode: number, owner: number, group: number) => ({
  "/etc/ssl/private": { kind: "directory", mode, owner, group } as const,
});

test.each([
  ["a group that the user is a member of", key(0o640, 0, 101), []],
  ["a group that the user is no member of", key(0o640, 0, 102), ["ssl-file-unreadable warning"]],
  ["the user's own group", key(0o640, 0, 999), []],
  ["no right for the group", key(0o600, 0, 101), ["ssl-file-unreadable error"]],
  ["another user's key", key(0o600, 70, 70), ["key-file-owner error"]],
  ["a folder of the user's group", folder(0o710, 0, 101), []],
  ["a folder of another group", folder(0o700, 0, 0), ["ssl-file-unreadable error"]],
  ["a folder that another group may enter", folder(0o750, 0, 102), ["ssl-file-unreadable warning"]],
  ["a folder that all but the group may enter", folder(0o701, 0, 101), ["ssl-file-unreadable error"]],
] as const)("%s", async (_, files, expected) => {
  expect(await findings(files)).toEqual(expected);
});

test.each([
  ["70", { serverUser: 70 }],
  ["other", { serverUser: "other" }],
] as const)("pgssl.serverUser %s counts instead of the owner of the data directory", async (_, settings) => {
  expect(await findings(key(0o600, 70, 70), settings)).toEqual([
    "data-directory-permissions error",
    "ssl-file-unreadable warning", // for the folder
  ]);
});

test("a name that no account has is nobody's, and then nothing is reported of owners", async () => {
  expect(await findings(key(0o600, 70, 70), { serverUser: "ghost" })).toEqual([]);
});

test("accounts of this machine mean nothing where files are mapped from another", async () => {
  const mapped = { pathMappings: { "/elsewhere": "/here" } };
  expect(await findings({ ...key(0o640, 0, 102), ...folder(0o755, 0, 0) }, mapped)).toEqual([]);
});
