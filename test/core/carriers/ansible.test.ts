import { describe, expect, test } from "vitest";
import { openManifest, positionIn } from "../../support/embedded.ts";

const shown = (text: string) => openManifest(text).shown();
const below = (text: string, depth: number) => text.replaceAll("\n", `\n${" ".repeat(depth)}`);

describe("postgresql_pg_hba", () => {
  const task = (rest: string, after = "") => `
- hosts: db
  vars: { postgresql_version: 16 }
  tasks:
    - name: Orders
      community.postgresql.postgresql_pg_hba:
        dest: /etc/postgresql/16/main/pg_hba.conf
        ${below(rest, 8)}
      ${below(after, 6)}`;

  test.each([
    [
      "peer over TCP",
      "contype: host\nusers: joe,simon\nsource: ::1\nmethod: peer",
      "",
      ["peer: hba-method-type"],
    ],
    [
      "a certificate without TLS",
      "contype: host\nsource: 10.0.0.0/8\nmethod: cert",
      "",
      ["cert: hba-method-type"],
    ],
    ["a type", "contype: hostss\naddress: all", "", ["hostss: hba-type-unknown"]],
    [
      "a mask",
      "contype: host\nmethod: cert\naddress: 10.0.0.1\nnetmask: 255.0.255.0",
      "",
      ["cert: hba-method-type", "255.0.255.0: hba-mask-not-contiguous"],
    ],
    ["an option", "contype: host\nmethod: scram-sha-256\noptions: map=x", "", ["map=x: hba-option-method"]],
    ["defaults", "contype: host", "", []],
    ["nothing but a look at the file", "method: peer", "", []],
    ["type local, which gets no address", "contype: local\naddress: 10.0.0.0/8\nmethod: peer", "", []],
    ["a removed record", "contype: host\nmethod: peer\nstate: absent", "", []],
    ["a state that the module refuses", "contype: host\nmethod: peer\nstate: latest", "", []],
    ["a value of a template", 'contype: host\nmethod: "{{ method }}"\naddress: 10.0.0.0.0/8', "", []],
    [
      "a value of an expression",
      'contype: host\nmethod: "{{ [method] | max }}"\naddress: 10.0.0.0.0/8',
      "",
      [],
    ],
    ["a value of a vault", "contype: host\nmethod: peer\nusers: !vault |\n  33", "", []],
    [
      "rules, and their order, which is that of the module",
      "rules:\n  - { contype: host, address: all, method: md5 }\n  - { contype: host, address: all, method: peer }",
      "",
      ["peer: hba-method-type"],
    ],
    [
      "rules without a type of their own",
      "contype: host\nrules_behavior: combine\naddress: all\nrules:\n  - { source: 10.0.0.0.0/8, method: md5 }\n  - method: peer",
      "",
      ["10.0.0.0.0/8: hba-host-name-prefix", "peer: hba-method-type"],
    ],
    [
      "a loop",
      'contype: host\nmethod: "{{ item.method }}"\nsource: "{{ item.net | default(omit) }}"\nusers: "{{ item[\'user\'] }}"',
      "loop:\n  - { method: peer, user: a }\n  - { method: md5, user: a, net: 10.0.0.0.0/8 }\n  - { method: peer }",
      ["peer: hba-method-type", "10.0.0.0.0/8: hba-host-name-prefix"],
    ],
    [
      "a loop over words",
      'contype: host\nmethod: "{{ item }}"\naddress: all',
      "with_items: [md5, peer]",
      ["peer: hba-method-type"],
    ],
    ["a loop that is filled in", 'contype: host\nmethod: "{{ item }}"', 'loop: "{{ methods }}"', []],
  ])("%s", async (_, rest, after, found) => {
    expect(await shown(task(rest, after))).toEqual(found);
  });

  test("what becomes of a line that the server refuses", async () => {
    const [found] = await openManifest(task("contype: host\nmethod: peer")).findings();
    expect(found).toMatchObject({ severity: "error", serverEffect: "line-error" });
    expect(found?.detail).toContain("one that is restarted stops here");
  });

  test("a task names what it writes", async () => {
    const { service, uri } = openManifest(task("contype: host"));
    expect(await service.embeddedClusters(uri)).toMatchObject([{ name: "Orders" }]);
  });

  test("hover and completion in a field", async () => {
    const open = openManifest(task("contype: hostssl\nmethod: scram-sha-256"));
    const at = (word: string) => positionIn(open.document, open.text.indexOf(word) + word.length);
    expect(JSON.stringify(await open.service.hover(open.uri, at("scram")))).toContain("SCRAM");
    const items = await open.service.complete(open.uri, at("method: scram-sha-256"));
    expect(JSON.stringify(items)).toContain("scram-sha-256");
  });
});

describe("ways out that change words of a field", () => {
  const task = (rest: string) =>
    `- hosts: db\n  vars: { postgresql_version: "16" }\n  tasks:\n    - postgresql_pg_hba: { dest: /x, ${rest} }`;
  const option = (value: string) =>
    `postgresql_version: "16"\npostgresql_global_config_options:\n  - option: ssl_prefer_server_ciphers\n    value: ${value}`;

  test.each([
    ["a method", task("contype: host, address: all, method: ^trust"), "scram-sha-256"],
    ["one in quotes", task('contype: host, address: all, method: "^trust"'), "scram-sha-256"],
    [
      "one that several records share",
      task("contype: host, address: [10.0.0.0/8, all], method: ^trust"),
      undefined,
    ],
    ["a word that YAML takes for a Boolean", option("^maybe"), "'on'"],
    ["the same in quotes", option('"^maybe"'), "on"],
    ["a setting", '- postgresql_set: { name: ssl_min_protocol_version, value: "^TLSv1" }', "TLSv1.2"],
  ])("%s", async (_, marked, word) => {
    const fixed = await openManifest(marked.replace("^", "")).fixed(/^Change to/);
    expect(fixed).toBe(word && `${marked.replace(/\^[\w.]+/, word)}\n`);
  });
});

describe("ways out that leave nothing of a field", () => {
  const flow = (options: string) =>
    `- hosts: db\n  vars: { postgresql_version: "16" }\n  tasks:\n    - postgresql_pg_hba: { dest: /x, contype: host, address: all, method: md5${options} }`;
  const block = (options: string, after = "") =>
    `postgresql_version: "16"\npostgresql_hba_entries:\n  - type: host\n    database: all\n    user: all\n    address: all\n    auth_method: md5\n${options}${after}`;

  test.each([
    ["between others", flow(", options: map=x, users: a"), flow(", users: a")],
    ["at the end", flow(', options: "map=x"'), flow("")],
    ["of a list", flow(", options: [map=x]"), flow("")],
    ["of a list with others", flow(", options: [clientname=DN, map=x]"), flow(", options: [map=x]")],
    ["of a map", flow(", options: { map: x }"), flow("")],
    [
      "of a map with others",
      flow(", options: { map: x, clientname: DN }"),
      flow(", options: { clientname: DN }"),
    ],
    [
      "with a comment",
      block("    auth_options: map=x # ours\n", "    # others\n"),
      block("", "    # others\n"),
    ],
    ["in quotes", block("    auth_options: 'map=x'\n"), block("")],
    [
      "of several in one text",
      block("    auth_options: map=x clientname=DN\n"),
      block("    auth_options: clientname=DN\n"),
    ],
    ["behind another", block("    auth_method: md5 map=x\n"), block("    auth_method: md5\n")],
    ["of lines", block("    auth_options:\n      - map=x\n"), block("")],
    ["of a map of lines", block("    auth_options:\n      map: x\n"), block("")],
    [
      "of a map of lines with others",
      block("    auth_options:\n      map: x\n      clientname: DN\n"),
      block("    auth_options:\n      clientname: DN\n"),
    ],
    ["with a name for aliases", block("    auth_options: &o map=x\n"), undefined],
    ["with a comment between", flow(", # ours\n        options: map=x"), undefined],
  ])("%s", async (_, before, after) => {
    expect(await openManifest(before).fixed(/^Remove the option/)).toBe(after && `${after.trimEnd()}\n`);
  });
});

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
