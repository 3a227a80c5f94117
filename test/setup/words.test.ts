import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { scanAuthLine } from "../../server/src/core/index.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import type { ServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { unquoteConfString } from "../../server/src/core/syntax/conf/unquoteConfString.ts";
import { applyConfiguration } from "../../server/src/setup/applyConfiguration.ts";
import { proposeConfiguration } from "../../server/src/setup/configuration/propose.ts";
import { nothingWanted, type WantedConfiguration } from "../../server/src/setup/configuration/wanted.ts";
import { quoteRole, writeAddress, writeWord } from "../../server/src/setup/configuration/words.ts";
import { readTarget } from "../../server/src/setup/context.ts";
import { SetupProblem } from "../../server/src/setup/plan.ts";
import type { SetupRequest } from "../../server/src/setup/request.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setupContext } from "../support/setUp.ts";

const at = folderPerTest();

/** The words of each record of a file, column by column. */
function recordsOf(text: string, version: ServerVersion): string[][][] {
  const lines = splitLines(text);
  const records: string[][][] = [];
  for (let line = 0; line < lines.length; ) {
    const { fields, lineCount } = scanAuthLine(lines, line, version);
    if (fields.length > 0) records.push(fields.map(({ tokens }) => tokens.map(({ text }) => text)));
    line += lineCount;
  }
  return records;
}

/** Names as people and attackers give them. */
const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("ada", "all", "+admins", "a b", "é", "x-1", '"a,b"', "a#b") },
  fc.constantFrom(
    "ada",
    "all",
    "+admins",
    "replication",
    "include",
    "@/etc/passwd",
    "/^x",
    "a b",
    "a,b",
    '"a b"',
    "x\\",
  ),
  fc.constantFrom(
    "x\nhost all all all trust",
    "x\rhost all all all trust",
    "x\u010ahost all all all trust",
    '" all',
  ),
  fc.string({
    unit: fc.constantFrom("a", " ", ",", '"', "#", "\\", "\n", "\r", "\0", "@", "+", "/", "\t", "é", "Ċ"),
    maxLength: 8,
  }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ minLength: 200, maxLength: 20_000 }),
);

test("what is written is read as exactly the records that were wanted, or nothing is written", async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        version: fc.constantFrom<ServerVersion>(13, 14, 16, 18),
        encoding: fc.constantFrom("utf8" as const, "latin1" as const),
        database: name,
        user: name,
        map: name,
        systemUser: name,
        role: name,
        path: name.map((text) => `p${text.replaceAll("\0", "")}`),
      }),
      async ({ version, encoding, database, user, map, systemUser, role, path }) => {
        rmSync(at("data"), { recursive: true, force: true });
        mkdirSync(at("data"));
        const before = Buffer.from("# é\nlocal all all peer\n", encoding);
        writeFileSync(at("data/PG_VERSION"), `${version}\n`);
        writeFileSync(at("data/postgresql.conf"), "port = 5433\n");
        for (const file of ["pg_hba.conf", "pg_ident.conf"]) writeFileSync(at("data", file), before);
        const wanted: WantedConfiguration = {
          ...nothingWanted,
          settings: [{ name: "ssl_ca_file", value: path, label: "CA" }],
          access: [
            {
              databases: [database, "all"],
              users: [user],
              address: "10.0.0.0/8",
              method: "cert",
              options: [],
            },
          ],
          maps: [{ map, systemUser, role }],
        };
        const context = setupContext();
        const target = await readTarget(context, { path: "ca", cluster: at("data") });
        if (!target) throw new Error("no target");
        const textOf = (file: string) => readFileSync(at("data", file), encoding);
        try {
          const { edits } = await proposeConfiguration(context, target, wanted);
          await applyConfiguration(context, edits, new Map());
        } catch (error) {
          if (!(error instanceof SetupProblem)) throw error;
          expect(textOf("pg_hba.conf")).toBe("# é\nlocal all all peer\n");
          return;
        }
        written++;
        const [local, ...added] = recordsOf(textOf("pg_hba.conf"), version);
        expect(local).toEqual([["local"], ["all"], ["all"], ["peer"]]);
        const plain = (given: string) =>
          /^"(?:[^"]|"")*"$/.test(given) ? given.slice(1, -1).replaceAll('""', '"') : given;
        expect(added).toEqual([
          [["hostssl"], [plain(database), "all"], [plain(user)], ["10.0.0.0/8"], ["cert"]],
        ]);
        expect(recordsOf(textOf("pg_ident.conf"), version).slice(1)).toEqual([[[map], [systemUser], [role]]]);
        const settings = readFileSync(at("data/postgresql.conf"), "utf8")
          .split("\n")
          .filter((line) => line !== "");
        expect(settings).toHaveLength(2);
        const value =
          /^ssl_ca_file = (.*)$/.exec(settings.find((line) => line.startsWith("ssl")) ?? "")?.[1] ?? "";
        expect(value.startsWith("'") ? unquoteConfString(value) : value).toBe(path);
      },
    ),
    { numRuns: 120 },
  );
  expect(written).toBeGreaterThan(5);
});

test("a character that a file's old encoding would cut to a line break is refused", async () => {
  for (const file of ["PG_VERSION", "postgresql.conf"])
    writeFileSync(at(file), file === "PG_VERSION" ? "18\n" : "");
  const before = Buffer.from("# é\nlocal all all peer\n", "latin1");
  writeFileSync(at("pg_hba.conf"), before);
  const context = setupContext();
  const target = await readTarget(context, { path: "ca", cluster: at() });
  const users = ["x\u010alocal all all trust"];
  const access = [{ databases: ["all"], users, address: "all", method: "cert", options: [] }];
  const { edits } = target
    ? await proposeConfiguration(context, target, { ...nothingWanted, access })
    : { edits: [] };
  expect(edits).toHaveLength(1);
  await expect(applyConfiguration(context, edits, new Map())).rejects.toThrow("not in UTF-8");
  expect(readFileSync(at("pg_hba.conf")).equals(before)).toBe(true);
});

test.each([
  ["ada", "ada"],
  ["+admins", "+admins"],
  ["all", "all"],
  ['"all"', '"all"'],
  ["a b", '"a b"'],
  ["a#b", '"a#b"'],
  ["@/etc/passwd", '"@/etc/passwd"'],
])("%s is written as %s", (given, written) => expect(writeWord(given, 18)).toBe(written));

test.each(["", "a,b", 'a"b', '"a', "a\nb", "a\rb", '"a" "b"', '"a\nb"'])("%j is no word", (given) =>
  expect(() => writeWord(given, 18)).toThrow(SetupProblem),
);

test.each(["all", "samenet", "10.0.0.0/8", "::1/128", "fe80::/10", "db.example.com", ".example.com"])(
  "%s is an address",
  (given) => expect(writeAddress(given)).toBe(given),
);

test.each([
  "",
  "10.0.0.0",
  "10.0.0.0/33",
  "10.0.0.0 255.0.0.0",
  "all trust",
  "all,samenet",
  "a#b",
  "@file",
  "-x",
  "all\nlocal",
])("%j is no address", (given) => expect(() => writeAddress(given)).toThrow(SetupProblem));

test("a role that would be a regular expression is refused", () => {
  expect(() => quoteRole("/^a")).toThrow("regular expression");
});

test.each<[string, Partial<SetupRequest>]>([
  ["role", { path: "client", clients: [{ role: "x\nhost all all all trust" }] }],
  ["subject", { path: "client", clients: [{ role: "x", subject: "CN=y\nz" }] }],
  ["map", { path: "client", clients: [{ role: "x" }], configuration: { map: "m\nx" } }],
  ["user", { configuration: { access: { method: "password", users: ["a\nb"] } } }],
  ["folder", { authorityFolder: "/tmp/a\nb" }],
  ["name of the CA", { authorityName: "a\u0085b" }],
  ["server's name", { serverName: "../../etc/x" }],
])("a %s that is none is refused before anything is made", async (_, wrong) => {
  await expect(
    planOf({ path: "ca", authorityFolder: at("ca"), serverFolder: at(), ...wrong } as SetupRequest),
  ).rejects.toThrow(/control character|is not a file name/);
});
