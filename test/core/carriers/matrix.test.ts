import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

/** Where a carrier has a list of records and a map of settings. */
interface Places {
  readonly head: string;
  readonly list?: string;
  readonly map?: string;
  /** A setting that it fixes. */
  readonly fixed?: string;
}

const dynamic = "spec.patroni.dynamicConfiguration.postgresql";
const carriers: Readonly<Record<string, Places>> = {
  CloudNativePG: {
    head: "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster",
    list: "spec.postgresql.pg_hba",
    map: "spec.postgresql.parameters",
    fixed: "ssl_ca_file",
  },
  "EDB's operator": {
    head: "apiVersion: postgresql.k8s.enterprisedb.io/v1\nkind: Cluster",
    list: "spec.postgresql.pg_hba",
    map: "spec.postgresql.parameters",
    fixed: "ssl_cert_file",
  },
  "the chart of CloudNativePG": {
    head: "type: postgresql",
    list: "cluster.postgresql.pg_hba",
    map: "cluster.postgresql.parameters",
    fixed: "ssl",
  },
  "a pooler of CloudNativePG": {
    head: "apiVersion: postgresql.cnpg.io/v1\nkind: Pooler",
    list: "spec.pgbouncer.pg_hba",
  },
  Zalando: {
    head: "apiVersion: acid.zalan.do/v1\nkind: postgresql",
    list: "spec.patroni.pg_hba",
    map: "spec.postgresql.parameters",
  },
  Crunchy: {
    head: "apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster",
    list: `${dynamic}.pg_hba`,
    map: `${dynamic}.parameters`,
    fixed: "ssl_key_file",
  },
  "Crunchy's settings": {
    head: "apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster",
    map: "spec.config.parameters",
    fixed: "ssl_key_file",
  },
  Percona: {
    head: "apiVersion: pgv2.percona.com/v2\nkind: PerconaPGCluster",
    list: `${dynamic}.pg_hba`,
    map: `${dynamic}.parameters`,
    fixed: "ssl",
  },
  StackGres: {
    head: "apiVersion: stackgres.io/v1\nkind: SGPostgresConfig",
    map: "spec.postgresql%conf",
  },
  Stolon: { head: "initMode: existing", list: "pgHBA", map: "pgParameters", fixed: "port" },
  Patroni: { head: "scope: orders", list: "postgresql.pg_hba", map: "postgresql.parameters", fixed: "port" },
  "Patroni's shared configuration": {
    head: "scope: orders\npostgresql:\n  listen: 0.0.0.0",
    list: "bootstrap.dcs.postgresql.pg_hba",
    map: "bootstrap.dcs.postgresql.parameters",
    fixed: "listen_addresses",
  },
};

/** A document with a value at a path; `%` is a dot within a key. */
function write({ head }: Places, path: string, value: string): string {
  const keys = path.split(".").map((key) => key.replace("%", "."));
  const lines = keys.map((key, depth) => `${"  ".repeat(depth)}${key}:`);
  const indent = "  ".repeat(keys.length);
  return `${head}\n${lines.join("\n")}${value.startsWith("\n") ? value.replaceAll("\n", `\n${indent}`) : ` ${value.replaceAll("\n", `\n${indent}`)}`}\n`;
}

/** What each kind of problem looks like, in a list and in a map. */
const inLists: readonly (readonly [rule: string, value: string])[] = [
  ["embedded-entry-type", "\n- 12\n- local all all peer"],
  ["embedded-entry-type", "\n- hostssl all all fe80:: cert"],
  ["embedded-entry-type", "\n- # none\n- local all all peer"],
  ["embedded-list-text", "|\nlocal all all peer\nhostssl all all 10.0.0.0/8 cert"],
  ["embedded-value-cut", '\n- hostssl all all 10.0.0.0/8 ldap ldapserver=a ldapbindpasswd="a #b"'],
  ["embedded-escape-unknown", '\n- "hostssl all /a\\.b 10.0.0.0/8 cert"'],
];
const inMaps: readonly (readonly [rule: string, value: string])[] = [
  ["embedded-entry-type", "\nsearch_path: no"],
  ["embedded-entry-type", "\nsearch_path: [a]"],
  ["embedded-entry-type", "\nsearch_path: { a: 1 }"],
  ["embedded-entry-type", "\nsearch_path:"],
  ["embedded-setting-misplaced", "\npg_hba: [local all all peer]"],
  ["embedded-setting-misplaced", "\npg_ident:\n  - a b c"],
  ["embedded-value-cut", '\nsearch_path: public, "a #b"'],
  ["embedded-escape-unknown", '\nsearch_path: "a\\.b"'],
];

test.each(Object.entries(carriers))("each kind of problem is found in %s", async (_, places) => {
  const missed: string[] = [];
  const look = async (path: string | undefined, cases: typeof inLists) => {
    for (const [rule, value] of path === undefined ? [] : cases) {
      const found = await openManifest(write(places, path ?? "", value)).findings();
      if (!found.some((one) => one.rule === rule)) missed.push(`${rule}: ${path} ${value}`);
      for (const { message, detail = "" } of found)
        expect(`${message}\n${detail}`).not.toMatch(/[a-z,] The (?:operator|chart|image|script)\b/);
    }
  };
  await look(places.list, inLists);
  await look(places.map, inMaps);
  if (places.fixed) await look(places.map, [["embedded-setting-fixed", `\n${places.fixed}: "1"`]]);
  expect(missed).toEqual([]);
});

test.each(Object.entries(carriers))("nothing of that in %s where all is well", async (_, places) => {
  const list =
    "\n- local all all peer\n- hostssl all all 10.0.0.0/8 cert\n- hostnossl all all 0.0.0.0/0 reject";
  const map = '\nssl_ciphers: HIGH\nlog_connections: "on"';
  const kinds = new Set([...inLists, ...inMaps].map(([rule]) => rule));
  for (const [path, value] of [
    [places.list, list],
    [places.map, map],
  ] as const) {
    const found = path === undefined ? [] : await openManifest(write(places, path, value)).findings();
    expect(found.filter(({ rule }) => kinds.has(rule))).toEqual([]);
  }
});

/** Texts that are a whole file, with `%` in place of the text. */
const texts: Readonly<Record<string, string>> = {
  "a ConfigMap": "kind: ConfigMap\ndata:\n  pg_hba.conf: %",
  "a Secret": "kind: Secret\nstringData:\n  pg_hba.conf: %",
  "Bitnami's chart": "primary:\n  pgHbaConfiguration: %",
  "Bitnami's chart below another": "db:\n  primary:\n    pgHbaConfiguration: %",
  "CloudPirates' chart": "config:\n  pgHbaConfig: %",
  "a config of Compose":
    "services:\n  db:\n    image: postgres:16\n    command: postgres -c hba_file=/hba\n    configs: [{ source: a, target: /hba }]\nconfigs:\n  a:\n    content: %",
  "a ConfigMap that a container reads":
    "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: postgres:16\n      args: [-c, hba_file=/etc/db/hba]\n      volumeMounts: [{ name: a, mountPath: /etc/db }]\n  volumes: [{ name: a, configMap: { name: a } }]\n---\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  hba: %",
  KubeDB:
    "apiVersion: kubedb.com/v1\nkind: Postgres\nspec:\n  configuration:\n    inline:\n      user_hba.conf: %",
};

test.each(Object.entries(texts))("a folded block and an escape are found in %s", async (_, head) => {
  const indent = " ".repeat(8);
  const folded = head.replace(
    "%",
    `>\n${indent}local all all peer\n${indent}hostssl all all 10.0.0.0/8 cert`,
  );
  const rules = async (text: string) => (await openManifest(text).findings()).map(({ rule }) => rule);
  expect(await rules(folded)).toContain("embedded-block-folded");
  expect(await rules(folded.replace(">", "|"))).not.toContain("embedded-block-folded");
  expect(await rules(head.replace("%", '"hostssl all /a\\.b 10.0.0.0/8 cert"'))).toContain(
    "embedded-escape-unknown",
  );
});
