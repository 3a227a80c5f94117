import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

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
