import { expect, test } from "vitest";
import { readDirective } from "../../../server/src/core/syntax/directive.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import type { MemoryFile } from "../../support/memoryHost.ts";
import { openCluster } from "../../support/openService.ts";

/** The severities and rules of what is reported under each comment, which an edit puts in the place of the one before. */
async function reported(
  comments: readonly string[],
  files: Readonly<Record<string, MemoryFile>>,
): Promise<string[][]> {
  const { edit, findings } = openCluster(
    {
      "/data": { kind: "directory", mode: 0o700 },
      "pg_hba.conf": "local all all peer\n",
      "server.crt": Buffer.concat(["leaf", "intermediate"].map(materialBytes)),
      "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
      ...files,
    },
    { time: materialTime },
  );
  const rules: string[][] = [];
  for (const comment of comments) {
    edit("postgresql.conf", `# pgssl: ${comment}\nssl = on\n`);
    rules.push((await findings("postgresql.conf")).map(({ rule, severity }) => `${severity} ${rule}`));
  }
  return rules;
}

test("openssl says what the certificates are checked for", async () => {
  const bytes = Buffer.concat(["sha1-leaf", "intermediate"].map(materialBytes));
  const found = await reported(["openssl=3", "openssl=1.1.1", "openssl=3"], {
    "server.crt": { bytes },
  });
  expect(found).toEqual([
    ["error certificate-digest-weak"],
    ["warning certificate-digest-weak"],
    ["error certificate-digest-weak"],
  ]);
});

test("platform says whether modes count", async () => {
  const files = { "server.key": { bytes: materialBytes("leaf-key"), mode: 0o644 } };
  const found = await reported(["platform=posix", "platform=windows"], files);
  expect(found).toEqual([["error key-file-permissions"], []]);
});

test("user says whose the key has to be", async () => {
  const files = { "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600, owner: 1000 } };
  const [byOwner, byUser] = await reported(["version=18", "user=1000"], files);
  expect(byOwner).toContain("error key-file-owner");
  expect(byUser).not.toContain("error key-file-owner");
});

test.each([
  ["version=16 build=ssl,ldap", { serverVersion: 16, build: new Set(["ssl", "ldap"]) }, []],
  ["openssl = 3.5; platform=windows", { openSsl: "3.5", serverPlatform: "windows" }, []],
  ["user=postgres", { serverUser: "postgres" }, []],
  ["user=26", { serverUser: 26 }, []],
  ["verison=14 version=15", { serverVersion: 15 }, ["verison"]],
  ["Version=14", {}, ["Version"]],
  ["version= user=", {}, ["version=", "user="]],
  ["build=ssl,tls", {}, ["ssl,tls"]],
  ["openssl=3.0", {}, ["3.0"]],
  ["words without a meaning", {}, []],
])("%s", (words, read, unknown) => {
  const comment = `# pgssl: ${words}`;
  const directive = readDirective(comment, 0);
  expect(directive).toMatchObject({ kind: "file", ...read });
  if (directive?.kind !== "file") return;
  expect(directive.unknown.map(({ span }) => comment.slice(span.start, span.end))).toEqual(unknown);
});
