import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const shown = (text: string) => openManifest(text).shown();
const below = (text: string, depth: number) => text.replaceAll("\n", `\n${" ".repeat(depth)}`);

describe("variables of roles", () => {
  test.each([
    [
      "geerlingguy.postgresql",
      `postgresql_hba_entries:
  - { type: local, database: all, user: postgres, auth_method: peer }
  - { type: host, database: all, user: all, address: '127.0.0.1/32', auth_method: "{{ m }}" }
  - { type: host, database: all, user: all, ip_address: 10.0.0.0, ip_mask: 255.0.255.0, auth_method: md5 }
  - { type: hostssl, database: all, user: all, address: all, auth_method: md5, auth_options: map=x }
postgresql_global_config_options:
  - { option: ssl_min_protocol_version, value: TLSv1.9 }
  - { option: ssl, value: on }`,
      ["255.0.255.0", "map=x", "TLSv1.9"],
    ],
    [
      "ANXS.postgresql",
      `postgresql_pg_hba_default:
  - { type: local, database: all, user: all, address: "", method: peer map=y }
postgresql_pg_hba_custom:
  - { type: host, database: all, user: all, address: 10.0.0.0/8, method: peer }
postgresql_pg_hba_md5_hosts: [10.0.0.0/33]
postgresql_pg_hba_trust_hosts: [127.0.0.1/32]
postgresql_pg_ident: [{ mapname: x, system_username: /^(, pg_username: a }]
postgresql_ssl_min_protocol_version: TLSv1.9
postgresql_ssl_ca_file: ""
postgresql_ssl_ciphers: [HIGH, "!aNULL"]`,
      ["y", "peer", "33", "/^(", "TLSv1.9"],
    ],
    [
      "linux-system-roles.postgresql",
      `postgresql_pg_hba_conf:
  - { type: host, database: all, user: all, address: all, auth_method: peer }
postgresql_server_conf:
  ssl: on
  ssl_cert_file: /etc/server.crt
  ssl_key_file: "'/etc/server.key'"`,
      ["peer", "/etc/server.crt"],
    ],
    [
      "galaxyproject.postgresql",
      `postgresql_pg_hba_conf:
  - host all all 10.0.0.0/8 peer
postgresql_conf:
  - ssl_cert_file: /etc/server.crt
  - ssl_min_protocol_version: "'TLSv1.9'"`,
      ["peer", "'TLSv1.9'"],
    ],
    [
      "kostiantyn-nemchenko.postgresql",
      `postgresql_hba_conf:
  - { type: "host", database: "all", user: "all", address: "0.0.0.0/0", auth_method: "peer" }`,
      ["peer"],
    ],
    [
      "autobase",
      `postgresql_pg_hba:
  - { type: "host", database: "all", user: "all", address: "10.0.0.0/8", method: "ident", options: "map=m" }
  - { type: "{{ host_type }}", database: "all", user: "all", address: "0.0.0.0/0", method: "peer" }
  - { type: "host", database: "all", user: "all", address: "0.0.0.0/0", method: "peer" }
postgresql_pg_ident: [{ mapname: "", system_username: "", pg_username: "" }]
postgresql_parameters:
  - { option: "ssl_min_protocol_version", value: "TLSv1.9" }`,
      ["peer", "TLSv1.9"],
    ],
    [
      "debops.postgresql_server",
      `postgresql_server__hba_system:
  - { type: host, database: all, user: '*postgres*', address: all, method: peer }
  - { type: local, database: [all], user: [a, b], address: all, method: peer, options: [map=system] }
postgresql_server__hba_remote:
  - { type: hostssl, database: samerole, user: all, address: [samenet, 10.0.0.0/33], method: md5 }
  - { type: hostssl, database: samerole, user: all, hosts: [a], method: peer }`,
      ["33"],
    ],
    [
      "robertdebock.postgres",
      `postgres_hba_entries:
  - { type: local, database: all, user: all, method: peer }
  - { type: host, database: all, user: all, address: all, method: peer }`,
      ["peer"],
    ],
    ["ome.postgresql", `postgresql_server_auth: [{ database: a, user: a, address: 10.0.0.0/33 }]`, ["33"]],
    [
      "Pigsty",
      `pg_hba_rules:
  - { user: all, db: all, addr: world, auth: os, order: 1 }
  - { user: all, db: all, addr: localhost, auth: peer }
  - { user: all, db: all, addr: intra, auth: peer }
  - { user: all, db: all, addr: 10.0.0.0/8, auth: cert }
  - { user: all, db: all, addr: 10.0.0.0/8, auth: pwd }
  - { role: offline, rules: [host all all all peer] }
  - { role: common, rules: [host all all 10.0.0.0/8 peer] }
pg_default_hba_rules:
  - { user: '\${dbsu}', db: all, addr: world, auth: peer }`,
      ["peer", "all, addr", "peer"],
    ],
    [
      "Pigsty's order of rules",
      `pg_hba_rules:
  - { user: all, db: all, addr: world, auth: ssl-sha }
  - { user: all, db: all, addr: 10.0.0.0/8, auth: cert, order: 20 }
  - { user: b, db: all, addr: 10.0.0.0/8, auth: cert, order: 3 }`,
      [],
    ],
    [
      "fields that a module completes",
      `postgresql_hba_rules:
  - { contype: local, databases: all, users: a, source: 127.0.0.1/32, method: trust }
  - { contype: host, databases: all, users: a, source: 10.0.0.1, method: md5 }
  - { contype: host, databases: all, users: a, source: 10.0.0.1, method: peer, state: "{{ s }}" }
  - { contype: host, users: a, source: 10.0.0.1, method: peer }`,
      [],
    ],
    [
      "Pigsty's rules for sockets and loopback addresses, which need no TLS",
      "pg_hba_rules: [{ user: all, db: all, addr: localhost, auth: ssl-md5 }, { user: all, db: all, addr: localhost, auth: cert }]",
      ["cert"],
    ],
    ["a map of another program", "postgresql_conf: { port: a, image: b, folder: c }", []],
    [
      "variables that are none of a setting",
      "postgresql_ssl_min_protocol_version: ~\npostgresql_password_encryption: { a: b }",
      [],
    ],
    ["addresses under the name of records", "postgresql_hba: [10.0.0.0/8, 10.0.0.0/33]", []],
    [
      "a number and an empty variable",
      "postgresql_hba:\npostgresql_parameters: 12\npostgresql_conf: x.conf",
      [],
    ],
  ])("%s", async (_, text, words) => {
    const found = await shown(text);
    expect(found.map((one) => one.replace(/: .*/, ""))).toEqual(words);
  });

  test("what Patroni leaves out does not keep the server from starting", async () => {
    const open = openManifest(
      "postgresql_parameters: [{ option: ssl_min_protocol_version, value: TLSv1.9 }]",
    );
    expect((await open.findings())[0]).toMatchObject({ severity: "warning", serverEffect: null });
  });

  test("records that follow the one that a role writes last decide", async () => {
    const lists = (method: string) => `
      postgresql_hba_entries:
        - { type: hostssl, database: all, user: all, address: all, ${method}: reject }
        - { type: host, database: all, user: all, address: all, ${method}: md5 }`;
    expect(await shown(lists("auth_method"))).toContain("host: hba-cleartext-gap");
    expect(await shown(lists("method"))).not.toContain("host: hba-cleartext-gap");
    // Which of two variables comes first is not known.
    const [first = "", last = ""] = lists("auth_method").split(/(?<=reject })/);
    expect(await shown(`${first}\n      postgresql_hba_conf:${last}`)).not.toContain(
      "host: hba-cleartext-gap",
    );
  });

  test.each([
    ["16", ["hba-option-value"]],
    ["'13'", ["hba-clientcert-obsolete"]],
    ["13.4", ["hba-clientcert-obsolete"]],
    ["12", []],
    ["9.6", []],
    ['"{{ v }}"', []],
  ])("version %s", async (version, rules) => {
    const text = `
      postgresql_version: ${version}
      postgresql_hba_entries:
        - { type: hostssl, database: all, user: all, address: all, auth_method: md5, auth_options: clientcert=1 }`;
    expect((await openManifest(text).findings()).map(({ rule }) => rule)).toEqual(rules);
  });

  test("the version that a play gives holds for its tasks", async () => {
    const text = `
      - hosts: db
        vars: { postgresql_version: 13 }
        tasks:
          - postgresql_pg_hba: { contype: hostssl, method: md5, options: clientcert=1 }`;
    expect(await shown(text)).toContain("clientcert=1: hba-clientcert-obsolete");
  });

  test.each(["12", "9.6"])("nothing is reported for version %s", async (version) => {
    expect(await shown(`postgresql_version: ${version}\npostgresql_hba: [hostss all all all md5]`)).toEqual(
      [],
    );
  });

  const entries = `postgresql_hba_entries:
  - { type: host, database: all, user: all, address: all, auth_method: md5 }
  - { type: host, database: all, user: all, address: all, auth_method: peer }`;

  test.each([
    ["group_vars", entries],
    ["a play", `- hosts: all\n  vars:\n    ${below(entries, 4)}`],
    ["a role of a play", `- hosts: all\n  roles:\n    - role: x\n      ${below(entries, 6)}`],
    ["a task", `- include_role: { name: x }\n  vars:\n    ${below(entries, 4)}`],
    ["an inventory", `all:\n  children:\n    db:\n      vars:\n        ${below(entries, 8)}`],
  ])("in %s", async (_, text) => {
    expect(await shown(text)).toContain("peer: hba-method-type");
  });
});
