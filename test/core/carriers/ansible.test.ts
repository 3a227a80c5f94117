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
