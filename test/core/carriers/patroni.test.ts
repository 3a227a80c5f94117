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

/** Recorded from Patroni's own writer; without a name of its own it is what members in all roles have. */
test.each([
  ["local", "3.0.2"],
  ["distributed", "3.0.2"],
  ["bootstrap", "3.0.2"],
  ["emptied", "4.1.4"],
  ["own-names", "4.1.4"],
  ["left-out", "4.1.4"],
  ["primary", "4.1.4"],
])("the files are those that Patroni wrote: %s, by %s", async (name) => {
  const clusters = await embed(read(`${name}.yml`), "yaml");
  const cluster = clusters.find((one) => one.name === name) ?? clusters[0];
  const textOf = (language: string) => cluster?.files.find((file) => file.language === language)?.text ?? "";
  for (const [language, file] of [
    ["pg-hba", "pg_hba.conf"],
    ["pg-ident", "pg_ident.conf"],
  ] as const) {
    const written = read(`${name}/${file}`)
      .replace(/^# initdb\n\n?/, "")
      .replace(/^\n$/, "");
    expect(textOf(language)).toBe(written);
  }
  const refused = await leftOut(read(`${name}.yml`));
  const own = settingsIn(textOf("postgresql-conf")).filter((line) => !refused.has(line.split(" ")[0] ?? ""));
  // Patroni writes settings of its own as well.
  expect(settingsIn(read(`${name}/postgresql.conf`))).toEqual(expect.arrayContaining(own));
});

/** The settings that are found to be wrong, and not written as they are. */
async function leftOut(text: string): Promise<ReadonlySet<string>> {
  const open = openManifest(text);
  const found = (await open.findings()).filter(({ rule, serverEffect }) =>
    rule.startsWith("conf-") ? serverEffect === null : false,
  );
  return new Set(found.map(({ line }) => (open.document.lines[line] ?? "").trim().split(":")[0] ?? ""));
}

test("what Patroni leaves out or writes otherwise is found, in its words", async () => {
  const open = openManifest(read("left-out.yml"));
  expect(await open.shown()).toEqual([
    "parameters: embedded-read-once",
    "ssl_prefer_server_ciphers: embedded-ignored",
    "primary_conninfo: embedded-setting-fixed",
    "ssl: embedded-ignored",
    "TLS1.2: conf-choice-invalid",
    "ssl_library: conf-setting-internal",
    "1h: conf-value-range",
    "max_connections: embedded-ignored",
    "include_dir: embedded-ignored",
    "my.setting: embedded-entry-type",
  ]);
  const found = await open.findings();
  const of = (rule: string) => found.find((one) => one.rule === rule);
  expect(of("conf-value-range")?.detail).toBe(
    "Patroni writes the nearest number that is allowed, with a line in its log.",
  );
  expect(of("conf-choice-invalid")?.detail).toMatch(/Patroni leaves out a setting that it knows/);
  expect(of("conf-choice-invalid")?.detail).not.toContain("The server refuses");
  expect(found.filter(({ rule }) => rule === "embedded-ignored").map(({ message }) => message)[1]).toBe(
    "Patroni ignores this, since it takes on and off for ssl, not t; write on or off.",
  );
});

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

test.each([
  ["hba_file: pg_hba.conf", ["hosst: hba-type-unknown"]],
  ["hba_file: /data/pg_hba.conf", ["hosst: hba-type-unknown"]],
  ["hba_file: /etc/pg_hba.conf", ["pg_hba: embedded-ignored"]],
  ["hba_file: '{{ file }}'", ["hosst: hba-type-unknown"]],
])("a list counts where %s names its own file", async (setting, expected) => {
  const local = `  data_dir: /data/\n  pg_hba:\n    - hosst all\n  parameters:\n    ${setting}`;
  expect(await openManifest(file("  dcs: {}", local)).shown()).toEqual(expected);
});

test.each([
  ["pg_hba.conf", ["pg_hba: embedded-ignored", "host: hba-cleartext-gap"]],
  ["conf/pg_hba.conf", ["pg_hba: embedded-ignored", "pg_hba: embedded-ignored"]],
  ["/x/pg_hba.conf", []],
])("which of two lists is in %s, of a folder that is not known", async (name, expected) => {
  const list = "pg_hba: [hostssl all all all reject, host all all all md5]";
  const text = file(
    `  dcs:\n    postgresql:\n      ${list}`,
    `  ${list}\n  parameters:\n    hba_file: ${name}`,
  );
  const found = await openManifest(text).shown();
  expect(found.filter((one) => /gap|ignored/.test(one))).toEqual(expected);
});

test.each([
  ["a list of comments alone", "  pg_hba:\n  # - local all all peer", "", ["pg_hba: embedded-refused"]],
  ["with another list, which is read", "  pg_hba:\n", "  pg_hba:\n    - local all all peer", []],
  ["an empty list", "  pg_hba: []", "", []],
])("the bootstrap ends at bootstrap.pg_hba without a list: %s", async (_, lists, local, expected) => {
  expect(await openManifest(file(lists, local)).shown()).toEqual(expected);
});

test("settings of all members are read in a distributed configuration", async () => {
  const text = JSON.stringify({
    loop_wait: 10,
    postgresql: { parameters: { max_connections: 200, ssl: "maybe" } },
  });
  expect(await openManifest(text, {}, "json").shown()).toEqual(["maybe: conf-boolean-invalid"]);
});

test("settings of one role in the distributed configuration are that role's", async () => {
  const text = file("  dcs:\n    postgresql:\n      parameters_replica:\n        ssl: maybe");
  expect(await openManifest(text).shown()).toEqual([
    "parameters_replica: embedded-read-once",
    "maybe: conf-boolean-invalid",
  ]);
});

test.each([
  ["work_mem: 4XB", "4XB: conf-unit-invalid"],
  ["work_mem: x", "x: conf-number-invalid"],
  ["ssl: maybe", "maybe: conf-boolean-invalid"],
  ["ssl_ca: x", "ssl_ca: conf-setting-unknown"],
])("Patroni leaves out %s", async (setting, expected) => {
  const open = openManifest(file("  dcs: {}", `  parameters:\n    ${setting}`));
  expect(await open.shown()).toEqual([expected]);
  const [found] = await open.findings();
  expect(found?.detail).toContain("Patroni leaves out a setting that it knows");
  expect(found?.serverEffect).toBeNull();
});

test("no fix takes blanks before the line break away with it", async () => {
  const open = openManifest(
    file("  dcs: {}", "  parameters:\n    ssl_passphrase_command: |\n      echo x  \n"),
  );
  expect(await open.shown()).toEqual(["ssl_passphrase_command: embedded-line-break"]);
  expect(await open.fixed(/line break/)).toBeUndefined();
});

test("an old name of a setting is left out where the version has another", async () => {
  const text = (version: number) =>
    `scope: orders\npostgresql:\n  bin_dir: /usr/lib/postgresql/${version}/bin\n  parameters:\n    ssl_ecdh_curve: prime256v1\n`;
  expect(await openManifest(text(18)).shown()).toEqual(["ssl_ecdh_curve: embedded-ignored"]);
  expect(await openManifest(text(17)).shown()).toEqual([]);
  const unknown = text(18).replace(/ {2}bin_dir.*\n/, "");
  expect(await openManifest(unknown).shown()).toEqual([]);
});

test("a line break at the end of a value is found, and left out by a fix", async () => {
  const open = openManifest(
    "scope: orders\npostgresql:\n  parameters:\n    ssl_passphrase_command: |\n      echo x\n    work_mem: 4MB\n",
  );
  expect(await open.shown()).toEqual(["ssl_passphrase_command: embedded-line-break"]);
  expect(await open.fixed(/line break/)).toContain("ssl_passphrase_command: |-\n      echo x\n");
  const kept = openManifest(open.text.replace("|", "|+"));
  expect(await kept.fixed(/line break/)).toBe(await open.fixed(/line break/));
  const within = openManifest(open.text.replace("echo x", "echo x |\n      cat"));
  expect(await within.shown()).toEqual(await open.shown());
  expect(await within.fixed(/line break/)).toBeUndefined();
});

test("CloudNativePG escapes line breaks, which is right", async () => {
  const open = openManifest(
    "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n    parameters:\n      log_line_prefix: |\n        %m\n",
  );
  expect(await open.shown()).toEqual([]);
});

test("what initdb wrote is before the lines of bootstrap.pg_hba, so that nothing is known of their order", async () => {
  const text = file("  pg_hba:\n    - hostssl all all all cert\n    - host all all all md5");
  expect(await openManifest(text).shown()).not.toContain("host: hba-cleartext-gap");
});

test.each([
  ["  pg_hba: |\n    local all all peer", "pg_hba: embedded-list-text"],
  ["  pg_hba:\n    - # comment\n    - local all all peer", ": embedded-entry-type"],
  ["  pg_hba:\n    - host all all fe80:: md5", "host all all fe80:: md5: embedded-entry-type"],
  ["  pg_hba:\n    local: all all peer", "pg_hba: embedded-list-text"],
  ["  parameters: ssl", "parameters: embedded-refused"],
  ["  parameters:\n    'ssl ': off", "'ssl ': embedded-ignored"],
  ["  parameters:\n    pg_hba: []", "pg_hba: embedded-setting-misplaced"],
  ["  parameters:\n    ssl_ca_file: no", "no: embedded-entry-type"],
  ["  parameters:\n    port: 5433", "port: embedded-setting-fixed"],
  ["  parameters:\n    recovery_target_time: x", "recovery_target_time: embedded-setting-fixed"],
  ["  authentication:\n    superuser:\n      sslmode: verify", "verify: embedded-mode-unknown"],
])("reported: %s", async (local, expected) => {
  expect(await openManifest(file("  dcs: {}", local)).shown()).toEqual([expected]);
});

test("nothing wrong with Booleans and numbers of settings that take them", async () => {
  const local = "  parameters:\n    ssl: on\n    geqo_effort: 2\n    synchronous_commit: off";
  expect(await openManifest(file("  dcs: {}", local)).shown()).toEqual([]);
});

test("values of other programs with such keys hold nothing", async () => {
  for (const text of ["postgresql:\n  enabled: true\n", "bootstrap: 1\npostgresql: 2\n"])
    expect(await embed(text, "yaml")).toEqual([]);
});

test("a connection string among the settings is checked once", async () => {
  const open = openManifest(`
scope: orders
postgresql:
  parameters:
    primary_conninfo: host=db sslmode=verify-fulll
`);
  expect((await open.findings()).map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "warning embedded-setting-fixed",
    "warning connection-value-invalid",
  ]);
  const fixes = await open.service.fixes(open.uri, 0, 10);
  expect(fixes.map(({ title }) => title)).toEqual(["Remove primary_conninfo here", "Change to verify-full"]);
});

test("a map in braces is read as one on lines is", async () => {
  const open = openManifest(`scope: orders\npostgresql: { pg_hba: ["hostss all all all md5"] }`);
  expect(await open.shown()).toEqual(["hostss: hba-type-unknown"]);
});

test("a setting that Patroni converts is no unknown one", async () => {
  const text = file(
    "  dcs:\n    postgresql:\n      parameters:\n        wal_keep_segments: 8",
    "  parameters:\n    wal_keep_segment: 8",
  );
  expect((await openManifest(text).shown()).filter((one) => one.endsWith("unknown"))).toEqual([
    "wal_keep_segment: conf-setting-unknown",
  ]);
});
