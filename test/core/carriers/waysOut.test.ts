import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const cluster = (lines: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n${lines}`;

test.each([
  [
    "a setting",
    /Remove ssl here/,
    "    parameters:\n      ssl: 'on'\n      port: '1'",
    "    parameters:\n      port: '1'",
  ],
  [
    "the only one, with the map",
    /Remove ssl here/,
    "    pg_hba: []\n    parameters:\n      ssl: 'on' # yes",
    "    pg_hba: []",
  ],
  [
    "one in a map in one line",
    /Remove ssl here/,
    "    parameters: { ssl: 'on', work_mem: 4MB }",
    "    parameters: { work_mem: 4MB }",
  ],
  [
    "a list among the settings",
    /Move the list/,
    "    parameters:\n      work_mem: 4MB\n      pg_hba:\n        # ours\n        - hostssl all all all cert\n",
    "    pg_hba:\n      # ours\n      - hostssl all all all cert\n    parameters:\n      work_mem: 4MB\n",
  ],
  [
    "a list as text among the settings",
    /Move the list/,
    "    parameters:\n      pg_hba: |\n        # ours\n        hostssl all all all cert\n      work_mem: 4MB",
    "    pg_hba:\n      # ours\n      - hostssl all all all cert\n    parameters:\n      work_mem: 4MB",
  ],
  [
    "a list as a block",
    /as an item/,
    "    pg_hba: |-\n      # ours\n\n      hostssl all all all cert\n      host all all fe80::/10 md5 # x\n    parameters: {}",
    "    pg_hba:\n      # ours\n      - hostssl all all all cert\n      - 'host all all fe80::/10 md5 # x'\n    parameters: {}",
  ],
  [
    "a list as a block that YAML folds",
    /as an item/,
    "    pg_hba: >-\n      hostssl all all all cert\n      host all all all md5\n    parameters: {}",
    "    pg_hba:\n      - hostssl all all all cert\n      - host all all all md5\n    parameters: {}",
  ],
  [
    "a list as lines that YAML folds",
    /as an item/,
    "    pg_hba:\n      hostssl all all all cert\n      host all all all md5\n    parameters: {}",
    "    pg_hba:\n      - hostssl all all all cert\n      - host all all all md5\n    parameters: {}",
  ],
  [
    "a list as a line",
    /as an item/,
    '    pg_hba: "local all all peer"',
    "    pg_hba:\n      - local all all peer",
  ],
  [
    "a password that YAML cuts",
    /single quotes/,
    '    pg_hba:\n      - hostssl all all all ldap ldapserver=l ldapbindpasswd="it\'s #1" ldapbasedn=x',
    "    pg_hba:\n      - 'hostssl all all all ldap ldapserver=l ldapbindpasswd=\"it''s #1\" ldapbasedn=x'",
  ],
  [
    "a setting that YAML cuts",
    /single quotes/,
    '    parameters:\n      search_path: public, "a #b"',
    "    parameters:\n      search_path: 'public, \"a #b\"'",
  ],
  [
    "a list as a block with a comment behind its sign",
    /as an item/,
    "    pg_hba: |2+ # ours\n        hostssl all all all cert\n    parameters: {}",
    "    pg_hba: # ours\n      - hostssl all all all cert\n    parameters: {}",
  ],
  [
    "a list among the settings with a comment behind its sign",
    /Move the list/,
    "    parameters:\n      pg_hba: | # ours\n        hostssl all all all cert\n      work_mem: 4MB",
    "    pg_hba: # ours\n      - hostssl all all all cert\n    parameters:\n      work_mem: 4MB",
  ],
  [
    "escapes that are unknown",
    /single quotes/,
    String.raw`    pg_ident: ["people /^it's\.(\w+)$ a"]`,
    String.raw`    pg_ident: ['people /^it''s\.(\w+)$ a']`,
  ],
  [
    "escapes that are unknown beside one that is not",
    /Double the backslash/,
    String.raw`    pg_ident: ["people /^it's\.(\w+)$\ta"]`,
    String.raw`    pg_ident: ["people /^it's\\.(\\w+)$\ta"]`,
  ],
  [
    "an escape that is unknown in a text over lines",
    /Double the backslash/,
    '    pg_ident:\n      - "people /\\.com$\n        a"',
    '    pg_ident:\n      - "people /\\\\.com$\n        a"',
  ],
])("a way out of how a manifest holds configuration: %s", async (_, title, before, after) => {
  expect(await openManifest(cluster(before)).fixed(title)).toBe(`${cluster(after).trimEnd()}\n`);
});

test.each([
  ["a map with comments between", "    parameters: { ssl: 'on', # ours\n      work_mem: 4MB }"],
  ["a list that is there already", "    pg_hba: []\n    parameters:\n      pg_hba: local all all peer"],
  ["a text in one line with others", "    {pg_hba: local all all peer}"],
  ["a text that an alias repeats", "    pg_hba: &records local all all peer\n    other: *records"],
  ["a setting that an alias repeats", "    parameters:\n      ssl: &on 'on'\n      jit: *on"],
  [
    "a setting of a map that is merged",
    "    other: &other\n      ssl: 'on'\n    parameters:\n      <<: *other\n      jit: 'on'",
  ],
])("no way out where others share the lines or the name: %s", async (_, lines) => {
  expect(await openManifest(cluster(lines)).fixed(/Remove|Move|as an item/)).toBeUndefined();
});

test.each([
  ["", "YAML reads nothing here; remove the entry, or write its text in single quotes."],
  ["# comment", "YAML reads nothing here; remove the entry, or write its text in single quotes."],
  ["!own host all all all md5", "The tag makes something else than text of this; remove the tag."],
  ["host all all fe80:: md5", "YAML reads a map here, not text; put it in single quotes."],
])("an item that is no text says what it is: %s", async (item, expected) => {
  const open = openManifest(`scope: orders\npostgresql:\n  pg_hba:\n    - ${item}\n    - local all all peer`);
  expect((await open.findings()).map(({ message }) => message)).toEqual([expected]);
  expect(await open.fixed(/quotes/)).toBe(
    item.includes("fe80") ? open.text.replace(item, `'${item}'`) : undefined,
  );
});

test("a record that YAML cuts has no other finding", async () => {
  const list = '    pg_hba:\n      - host all all all ldap ldapserver=l ldapbindpasswd="p #w" ldapbasedn=x';
  expect(await openManifest(cluster(list)).shown()).toEqual(['#w" ldapbasedn=x: embedded-value-cut']);
});
