import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const shown = (text: string) => openManifest(text).shown();

describe("other tasks", () => {
  test.each([
    ["postgresql_set", "postgresql_set: { name: ssl_min_protocol_version, value: TLSv1.9 }", ["TLSv1.9"]],
    ["postgresql_set that removes", "postgresql_set: { name: ssl_min_protocol_version, value: default }", []],
    ["postgresql_set, which writes MB", "postgresql_set: { name: work_mem, value: 12mb }", []],
    ["postgresql_set of another unit", "postgresql_set: { name: work_mem, value: 12m }", ["12m"]],
    ["postgresql_set without a value", "postgresql_set: { name: ssl_min_protocol_version, value: ~ }", []],
    ["postgresql_set of a Boolean", "postgresql_set: { name: ssl_min_protocol_version, value: no }", []],
    ["postgresql_set of a list", "postgresql_set: { name: ssl_min_protocol_version, value: 'a,b' }", []],
    ["postgresql_set with a filled-in value", 'postgresql_set: { name: ssl, value: "{{ x }}" }', []],
    [
      "postgresql_alter_system",
      "community.postgresql.postgresql_alter_system: { param: ssl_min_protocol_version, value: TLSv1.9 }",
      ["TLSv1.9"],
    ],
    [
      "lineinfile",
      'ansible.builtin.lineinfile: { path: "{{ d }}/pg_hba.conf", line: host all all all peer }',
      ["peer"],
    ],
    [
      "lineinfile with a comment of the template",
      'lineinfile: { path: /x/pg_hba.conf, line: "host all all all peer{# x #}" }',
      [],
    ],
    [
      "lineinfile that removes",
      "lineinfile: { path: /x/pg_hba.conf, line: host all all all peer, state: absent }",
      [],
    ],
    [
      "lineinfile with groups",
      "lineinfile: { path: /x/pg_hba.conf, line: 'host \\1 peer', backrefs: yes }",
      [],
    ],
    [
      "lineinfile in another file",
      "lineinfile: { path: /etc/hosts, line: host all all all peer } # pg_hba.conf",
      [],
    ],
    ["PgBouncer's file", "lineinfile: { path: /etc/pgbouncer/pg_hba.conf, line: host all all all peer }", []],
    [
      "blockinfile",
      "blockinfile:\n    dest: /x/pg_hba.conf\n    block: |\n      host all all all peer",
      ["peer"],
    ],
    [
      "copy",
      "copy:\n    dest: /x/postgresql.conf\n    content: |\n      ssl_min_protocol_version = TLSv1.9",
      ["TLSv1.9"],
    ],
    ["copy of a file", "copy: { dest: /x/postgresql.conf, src: postgresql.conf }", []],
    ["a word of another map", "copy: pg_hba.conf", []],
  ])("%s", async (_, task, words) => {
    const found = await shown(`\n- name: x\n  ${task}`);
    expect(found.map((one) => one.replace(/: .*/, ""))).toEqual(words);
  });

  test.each([
    ["/etc/postgresql/16/main", ["hba-option-value"]],
    ["/var/lib/pgsql/13/data", ["hba-clientcert-obsolete"]],
    ["/etc/postgresql/9.6/main", []],
    ["/etc/postgresql/{{ v }}/main", []],
  ])("the version in the path %s", async (folder, rules) => {
    const line = "hostssl all all all md5 clientcert=1";
    const open = openManifest(`- lineinfile: { path: "${folder}/pg_hba.conf", line: "${line}" }`);
    expect((await open.findings()).map(({ rule }) => rule)).toEqual(rules);
  });

  test("a list within what is filled in", async () => {
    const line = "max_wal_senders = {{ [10, hosts | length] | max }}";
    expect(await shown(`- blockinfile:\n    path: /x/postgresql.conf\n    block: |\n      ${line}`)).toEqual(
      [],
    );
  });

  test("a setting that ALTER SYSTEM refuses does not keep the server from starting", async () => {
    const open = openManifest("- postgresql_set: { name: ssl_min_protocol_version, value: TLSv1.9 }");
    expect((await open.findings())[0]).toMatchObject({ severity: "warning", serverEffect: null });
  });

  test("a loop of lines", async () => {
    expect(
      await shown(`
        - lineinfile:
            dest: "{{ item.file }}"
            line: "{{ item.line }}"
          with_items:
            - { file: /x/pg_hba.conf, line: host all all all peer }
            - { file: /x/hosts, line: host all all all peer }
      `),
    ).toEqual(["peer: hba-method-type"]);
  });
});
