import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { openManifest } from "../../support/embedded.ts";
import { projectRoot } from "../../support/tools.ts";

const fixtures = join(projectRoot, "test/fixtures/carriers/patroni");
const read = (path: string) => readFileSync(join(fixtures, path), "utf8");

/** The settings of a text, as Python writes Booleans, in the order of their names. */
const settingsIn = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.includes(" = "))
    .map((line) => line.replace(/'(?:true|on|yes)'$/, "'True'").replace(/'(?:false|off)'$/, "'False'"))
    .sort();

test.each(["local", "distributed", "bootstrap"])(
  "the files are those that Patroni 3.0.2 wrote: %s",
  async (name) => {
    const [cluster] = await embed(read(`${name}.yml`), "yaml");
    const textOf = (language: string) =>
      cluster?.files.find((file) => file.language === language)?.text ?? "";
    for (const [language, file] of [
      ["pg-hba", "pg_hba.conf"],
      ["pg-ident", "pg_ident.conf"],
    ] as const) {
      const written = read(`${name}/${file}`).replace("# initdb\n\n", "").replace(/^\n$/, "");
      expect(textOf(language)).toBe(written);
    }
    // Patroni writes settings of its own as well.
    expect(settingsIn(read(`${name}/postgresql.conf`))).toEqual(
      expect.arrayContaining(settingsIn(textOf("postgresql-conf"))),
    );
  },
);

const file = (lists: string, local = "") => `
scope: orders
bootstrap:
${lists}
postgresql:
  bin_dir: /usr/lib/postgresql/15/bin
${local}
`;

test("the list of the file counts, and the others are ignored", async () => {
  const text = file(
    "  dcs:\n    postgresql:\n      pg_hba:\n        - hosst all\n  pg_hba:\n    - hosst all",
    "  pg_hba:\n    - hostss all all all md5",
  );
  expect(await openManifest(text).shown()).toEqual([
    "pg_hba: embedded-ignored",
    "pg_hba: embedded-ignored",
    "hostss: hba-type-unknown",
  ]);
});

test("no list counts where hba_file is set", async () => {
  const text = file("  dcs: {}", "  pg_hba:\n    - hosst all\n  parameters:\n    hba_file: /etc/hba.conf");
  expect(await openManifest(text).shown()).toEqual(["pg_hba: embedded-ignored"]);
});

test("what initdb wrote is before the lines of bootstrap.pg_hba, so that nothing is known of their order", async () => {
  const text = file("  pg_hba:\n    - hostssl all all all cert\n    - host all all all md5");
  expect(await openManifest(text).shown()).not.toContain("host: hba-cleartext-gap");
});

test.each([
  ["  pg_hba: |\n    local all all peer", "pg_hba: embedded-list-text"],
  ["  pg_hba:\n    - # comment\n    - local all all peer", ": embedded-entry-type"],
  ["  pg_hba:\n    - host all all fe80:: md5", "host all all fe80:: md5: embedded-entry-type"],
  ["  parameters:\n    pg_hba: []", "pg_hba: embedded-setting-misplaced"],
  ["  parameters:\n    ssl_ca_file: no", "no: embedded-entry-type"],
  ["  parameters:\n    port: 5433", "port: embedded-setting-fixed"],
  ["  authentication:\n    superuser:\n      sslmode: verify", "verify: embedded-mode-unknown"],
])("reported: %s", async (local, expected) => {
  expect(await openManifest(file("  dcs: {}", local)).shown()).toEqual([expected]);
});

test("nothing wrong with Booleans and numbers of settings that take them", async () => {
  const local = "  parameters:\n    ssl: on\n    max_connections: 200\n    synchronous_commit: off";
  expect(await openManifest(file("  dcs: {}", local)).shown()).toEqual([]);
});

test("values of other programs with such keys hold nothing", async () => {
  for (const text of ["postgresql:\n  enabled: true\n", "bootstrap: 1\npostgresql: 2\n"])
    expect(await embed(text, "yaml")).toEqual([]);
});

test("a connection string among the settings is checked once, as the server reads it", async () => {
  const open = openManifest(`
scope: orders
postgresql:
  parameters:
    primary_conninfo: host=db sslmode=verify-fulll
`);
  expect((await open.findings()).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "error connection-value-invalid",
  ]);
  const fixes = await open.service.fixes(open.uri, 0, 10);
  expect(fixes.map(({ title }) => title)).toEqual(["Change to verify-full"]);
});

test("a map in braces is read as one on lines is", async () => {
  const open = openManifest(`scope: orders\npostgresql: { pg_hba: ["hostss all all all md5"] }`);
  expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
});
