import { expect, test } from "vitest";
import { topDirective } from "../../../server/src/core/cluster/topDirective.ts";
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
  ["words without a meaning", {}, ["words without a meaning"]],
  ["version 14 build=ssl", { build: new Set(["ssl"]) }, ["version 14"]],
  ["version:14;14", {}, ["version:14", "14"]],
  ["version=14=15", {}, ["version", "14"]],
  ["version==14", {}, ["=14"]],
])("%s", (words, read, unknown) => {
  const comment = `# pgssl: ${words}`;
  const directive = readDirective(comment, 0);
  expect(directive).toMatchObject({ kind: "file", ...read });
  if (directive?.kind !== "file") return;
  expect(directive.unknown.map(({ span }) => comment.slice(span.start, span.end))).toEqual(unknown);
});

test.each([
  ["# pgssl: version 14", "version=14"],
  ["# pgssl: version:14", "version=14"],
  ["# pgssl: 14", "version=14"],
  ["# pgssl: windows", "platform=windows"],
  ["# pgssl: for the new server", undefined],
  ["# pgssl version=14", "pgssl:"],
  ["# pgssl version 14", "pgssl:"],
  ["#pgssl=version=14", "pgssl: "],
  ["# pgssl : version=14", "pgssl:"],
  ["# PGSSL: version=14", "pgssl:"],
  ["# pgssl-version=14", "pgssl: "],
  ["# pgssl-disable hba-trust-local", "pgssl-disable-next-line"],
  ["# pgssl: disable-file hba-trust-local", "pgssl-disable-file"],
  ["# pgssl-disable-files hba-trust-local", "pgssl-disable-file"],
])("%s has no effect and is reported; meant is %s", (comment, meant) => {
  const directive = readDirective(comment, 0);
  expect(directive && "unknown" in directive && directive.unknown.map((word) => word.meant)).toEqual([meant]);
  if (!directive || !("unknown" in directive)) return;
  const [{ span } = { span: { start: 0, end: 0 } }] = directive.unknown;
  const mended = comment.slice(0, span.start) + (meant ?? "version=14") + comment.slice(span.end);
  expect(["malformed", undefined]).not.toContain(readDirective(mended, 0)?.kind);
});

test.each(["# managed by pgssl", "# pgssl checks this file", "# see pgssl: the page", "#pgssl:version=14"])(
  "an ordinary comment, or one with an effect, is not reported: %s",
  (comment) => {
    const directive = readDirective(comment, 0);
    expect(directive && "unknown" in directive ? directive.unknown : []).toEqual([]);
  },
);

test("comments at the top add up; below the first assignment they have no effect and are reported", async () => {
  const lines = [
    "# pgssl: version=15 build=ssl",
    "",
    "# pgssl: version=16",
    "ssl = off",
    "# pgssl: openssl=3",
  ];
  expect(topDirective({ lines })).toEqual({ serverVersion: 16, build: new Set(["ssl"]) });
  const { findings } = openCluster({ "postgresql.conf": `${lines.join("\n")}\n`, "pg_hba.conf": "" });
  expect((await findings("postgresql.conf")).map(({ line, rule }) => `${line} ${rule}`)).toEqual([
    "4 directive-unknown",
  ]);
});
