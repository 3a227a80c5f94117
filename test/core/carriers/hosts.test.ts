import { describe, expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { openManifest } from "../../support/embedded.ts";

const shown = (text: string) => openManifest(text).shown();

describe("cloud-init", () => {
  const file = (path: string, rest: string) => `#cloud-config\nwrite_files:\n  - path: ${path}\n${rest}`;
  const records = (...lines: readonly string[]) =>
    `    content: |\n${lines.map((line) => `      ${line}\n`).join("")}`;
  const hba = "/etc/postgresql/16/main/pg_hba.conf";

  test.each([
    ["records", file(hba, records("host all all 10.0.0.0.0/8 md5")), ["10.0.0.0.0/8: hba-host-name-prefix"]],
    [
      "settings in a folder",
      file("/etc/postgresql/16/main/conf.d/tls.conf", records("ssl_min_protocol_version = 'TLSv9'")),
      ["'TLSv9': conf-choice-invalid"],
    ],
    [
      "records in Base64",
      file(
        hba,
        `    encoding: b64\n    content: ${Buffer.from("hosst all all all md5\n").toString("base64")}`,
      ),
      ["aG9zc3QgYWxsIGFsbCBhbGwgbWQ1Cg==: hba-type-unknown"],
    ],
    [
      "what Terraform fills in, and what is literal beside it",
      file(hba, records("host all all $" + "{cidr} md5", "hosst all all all md5")),
      ["hosst: hba-type-unknown"],
    ],
    ["what Terraform repeats", file(hba, records("%{ for a in b }", "hosst", "%{ endfor }")), []],
    [
      "records for a script, of which the others are not here",
      file("/tmp/pg_hba_more.conf", records("host all all 0.0.0.0/0 scram-sha-256")),
      [],
    ],
    ["another file", file("/etc/motd", records("hosst all all all md5")), []],
    ["PgBouncer's", file("/etc/pgbouncer/pg_hba.conf", records("hosst all all all md5")), []],
    [
      "a file of Butane",
      `storage:\n  files:\n    - path: ${hba}\n      contents:\n        inline: hosst all all all md5\n`,
      ["hosst: hba-type-unknown"],
    ],
    [
      "commands",
      `#cloud-config\nruncmd:\n  - echo "hosst all all all md5" >> ${hba}\n  - [ bash, -c, "echo 'hosst all all all md5' >> ${hba}" ]\n  - [ touch, ${hba} ]\n`,
      ["hosst: hba-type-unknown", "hosst: hba-type-unknown"],
    ],
    [
      "a script",
      file("/root/db.sh", records("#!/bin/sh", `echo "hosst all all all md5" >> ${hba}`)),
      ["hosst: hba-type-unknown"],
    ],
  ])("%s", async (_, text, found) => {
    expect(await shown(text)).toEqual(found);
  });

  test("the files of one folder are of one server, whose version the path says", async () => {
    const text = `${file(hba, records("local all all peer"))}  - path: /etc/postgresql/16/main/postgresql.conf\n${records("ssl = on")}  - path: /etc/postgresql/15/main/postgresql.conf\n${records("ssl = on")}`;
    const clusters = await embed(text, "yaml");
    expect(clusters.map(({ version, files }) => [version?.value, files.length])).toEqual([
      [16, 2],
      [15, 1],
    ]);
  });

  test("a fix in a block", async () => {
    const open = openManifest(file(hba, records("local all all peer", "host all all all md5 map=x")));
    expect(await open.fixed(/^Remove the option/)).toBe(open.text.replace(" map=x", ""));
  });
});

describe("a pillar of Salt", () => {
  const pillar = (rest: string) => `postgres:\n  version: '16'\n${rest}`;

  test.each([
    [
      "records",
      pillar("  acls:\n    - ['host', 'all', 'all', '10.0.0.0/8', 'peer']\n"),
      ["peer: hba-method-type"],
    ],
    [
      "records without a method get md5",
      pillar("  acls:\n    - [local, all, all]\n    - [host, all, all, 10.0.0.0.0/8]\n"),
      ["10.0.0.0.0/8: hba-host-name-prefix"],
    ],
    [
      "words behind the method",
      pillar(
        "  acls:\n    - [hostssl, all, all, 10.0.0.0/8, cert, map=x]\n    - [local, all, a, peer map=y]\n",
      ),
      ["map=x: embedded-ignored"],
    ],
    [
      "maps",
      pillar("  acls:\n    - [local, all, all, peer map=x]\n  identity_map:\n    - [x, /^(, a]\n"),
      ["x: hba-map-not-loaded", "/^(: ident-regex-invalid"],
    ],
    [
      "settings",
      pillar("  postgresconf: |-\n    ssl_min_protocol_version = 'TLSv9'\n"),
      ["'TLSv9': conf-choice-invalid"],
    ],
    ["what is filled in", pillar("  acls:\n    - [host, all, all, '{{ net }}', peer]\n"), []],
    ["another's", "postgres:\n  acls: [read, write]\n  image: postgres\n", []],
  ])("%s", async (_, text, found) => {
    expect(await shown(text)).toEqual(found);
  });
});

describe("Hiera", () => {
  const rules = (rest: string) =>
    `postgresql::globals::version: '16'\npostgresql::server::pg_hba_rules:\n${rest}`;
  const rule = (fields: string) => `  orders: { ${fields} }\n`;

  test.each([
    [
      "a rule",
      rules(rule("type: host, database: all, user: all, address: 10.0.0.0/8, auth_method: peer")),
      ["peer: hba-method-type"],
    ],
    [
      "an option",
      rules(rule("type: local, database: all, user: all, auth_method: md5, auth_option: map=x")),
      ["map=x: hba-option-method"],
    ],
    [
      "a rule without an address",
      rules(rule("type: host, database: all, user: all, auth_method: md5")),
      ["orders: embedded-refused"],
    ],
    [
      "a method that the module does not know",
      rules(rule("type: host, database: all, user: all, address: all, auth_method: oauth")),
      ["oauth: embedded-refused"],
    ],
    [
      "what Hiera fills in",
      rules(rule('type: host, database: all, user: all, address: "%{facts.net}", auth_method: peer')),
      [],
    ],
    [
      "lines",
      "postgresql::globals::version: '16'\npostgresql::server::ipv4acls:\n  - host all all 10.0.0.0/8 peer\n",
      ["peer: hba-method-type"],
    ],
    [
      "settings",
      "postgresql::server::config_entries:\n  ssl: on\n  ssl_min_protocol_version: TLSv9\n  port: ~\n  ssl_key_file: ENC[PKCS7,x]\n",
      ["on: embedded-entry-type", "TLSv9: conf-choice-invalid"],
    ],
  ])("%s", async (_, text, found) => {
    expect(await shown(text)).toEqual(found);
  });

  test("rules are in their order, with those that the module adds", async () => {
    const rest =
      "postgresql::server::pg_hba_conf_defaults: true\npostgresql::server::password_encryption: md5\npostgresql::server::ipv4acls: [local d d peer]\n";
    const given = (name: string, order: string) =>
      `  ${name}: { type: local, database: ${name}, user: ${name}, auth_method: peer${order} }\n`;
    const text = rules(
      given("b", "") + given("a", ", order: 20") + given("c", ", order: '2'") + given("e", ", order: 5"),
    );
    const [cluster] = await embed(text + rest, "yaml");
    expect(cluster?.files[0]?.text.trimEnd().split("\n")).toEqual([
      "local all postgres ident",
      "local all all ident",
      "host all postgres 127.0.0.1/32 md5",
      "host all postgres 0.0.0.0/0 reject",
      "local e e peer",
      "local d d peer",
      "local a a peer",
      "host all all 127.0.0.1/32 md5",
      "host all all ::1/128 md5",
      "local b b peer",
      "local c c peer",
    ]);
  });
});

test.each([
  [
    "postgres:\n  acls:\n    - [hostssl, all, all, 10.0.0.0/8, cert, map=x]\n",
    "postgres-formula ignores this, since its template writes five words of a record; write options in the text of the method.",
  ],
  [
    "postgresql::server::pg_hba_rules:\n  a: { type: host, database: all, user: all, auth_method: md5 }\n",
    "Puppet refuses the manifest: a rule of this type needs an address.",
  ],
])("the words of a finding", async (text, message) => {
  expect((await openManifest(text).findings()).map((one) => one.message)).toContain(message);
});
