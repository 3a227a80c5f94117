import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openHost } from "../../support/openHost.ts";
import { openService, type Surroundings } from "../../support/openService.ts";

/** Each `[path](target)` of the text is a link to a file, and nothing else is one. */
async function check(annotated: string, language: Language, more: Surroundings = {}): Promise<void> {
  const text = annotated.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const { service, uri } = openService(`|${text}`, { language, ...more });
  const lines = text.split("\n");
  const toFiles = ((await service.links(uri)) ?? []).filter(({ target }) => target.startsWith("file:"));
  for (const { line, span, target } of [...toFiles].reverse()) {
    const shown = lines[line] ?? "";
    const link = `[${shown.slice(span.start, span.end)}](${target.replace("file://", "")})`;
    lines[line] = shown.slice(0, span.start) + link + shown.slice(span.end);
  }
  expect(lines.join("\n")).toBe(annotated);
}

test("postgresql.conf", async () => {
  const files = {
    "a.crt": "",
    "/etc/b.key": "",
    "conf.d/1.conf": "",
    "crl/x": "",
    "my hba": "",
    "odd's": "",
  };
  await check(
    [
      "ssl_cert_file = '[a.crt](/data/a.crt)' # and a.crt",
      "SSL_Key_File '[/etc/b.key](/etc/b.key)'",
      "ssl_ca_file = 'missing.crt'",
      "ssl_crl_dir = 'crl'",
      "ssl_dh_params_file = ''",
      "ssl_crl_file = '[odd''s](/data/odd%27s)'",
      "hba_file = '[my hba](/data/my%20hba)'",
      "ident_file = 'nowhere'",
      "include '[conf.d/1.conf](/data/conf.d/1.conf)'",
      "include_if_exists = 'no.conf'",
      "include_dir = '[conf.d](/data/conf.d/1.conf)'",
      "include_dir = 'crl'",
      "search_path = 'a.crt'",
    ].join("\n"),
    "postgresql-conf",
    { files },
  );
});

test("relative paths of certificates start at the data directory, others at their own file", async () => {
  const files = {
    "/etc/pg/postgresql.conf": "data_directory = '/data'\nssl_cert_file = 'a.crt'\nhba_file = 'hba'\n",
    "/etc/pg/a.crt": "",
    "/etc/pg/hba": "",
    "a.crt": "",
    hba: "",
  };
  const { service } = openService("|", { files });
  const found = (await service.links("file:///etc/pg/postgresql.conf")) ?? [];
  expect(found.map(({ target }) => target).filter((target) => target.startsWith("file:"))).toEqual([
    "file:///data/a.crt",
    "file:///etc/pg/hba",
  ]);
});

test("pg_hba.conf", async () => {
  const files = { users: "a\n", "d/more": "", "more.conf": "" };
  await check(
    [
      "host all [@users](/data/users),[@d/more](/data/d/more) all trust",
      "host all @nobody all trust",
      'include "[more.conf](/data/more.conf)"',
      "include_dir d",
    ].join("\n"),
    "pg-hba",
    { files },
  );
});

test("pg_hosts.conf", async () => {
  const files = { "a.crt": "", "a b.key": "", "ca.crt": "" };
  await check(
    'a.crt [a.crt](/data/a.crt) "[a b.key](/data/a%20b.key)" [ca.crt](/data/ca.crt) a.crt\nb a.key ""\n',
    "pg-hosts",
    { files, version: 19 },
  );
});

test("include_dir leads to the first of the files that the server reads", async () => {
  const files = { "d/20.conf": "", "d/10.conf": "", "d/notes.txt": "" };
  const { service, uri } = openService("|include_dir 'd'\n", { language: "postgresql-conf", files });
  expect(await service.links(uri)).toEqual([
    {
      line: 0,
      span: { start: 13, end: 14 },
      target: "file:///data/d/10.conf",
      tooltip: "The first of 2 files: 10.conf, 20.conf",
    },
  ]);
});

const hba = (options: string) => `hostssl all all all ${options}`;

test.each<[Language, string, number, string[]]>([
  [
    "postgresql-conf",
    "ssl_ca_file = x",
    18,
    ["ssl_ca_file 18/runtime-config-connection.html#GUC-SSL-CA-FILE"],
  ],
  [
    "postgresql-conf",
    "SSL = on\n#port = 1\nnosuch = 1\na.b = 1",
    13,
    ["SSL 13/runtime-config-connection.html#GUC-SSL"],
  ],
  [
    "postgresql-conf",
    "ssl_ecdh_curve = x",
    18,
    ["ssl_ecdh_curve 18/runtime-config-connection.html#GUC-SSL-GROUPS"],
  ],
  ["postgresql-conf", "autovacuum = on", 17, ["autovacuum 17/runtime-config-autovacuum.html#GUC-AUTOVACUUM"]],
  [
    "postgresql-conf",
    "vacuum_cost_limit = 1",
    17,
    ["vacuum_cost_limit 17/runtime-config-resource.html#GUC-VACUUM-COST-LIMIT"],
  ],
  [
    "postgresql-conf",
    "vacuum_cost_limit = 1",
    18,
    ["vacuum_cost_limit 18/runtime-config-vacuum.html#GUC-VACUUM-COST-LIMIT"],
  ],
  ["pg-hba", hba("ldap ldapserver=x nosuch=1"), 16, ["ldapserver 16/auth-ldap.html"]],
  ["pg-hba", hba("cert map=m"), 18, ["map 18/auth-username-maps.html"]],
  ["pg-hba", hba("md5 clientcert=verify-ca"), 18, ["clientcert 18/auth-pg-hba-conf.html"]],
  ["pg-ident", "m a=b c", 18, []],
])("%s: %j leads to the manual of %i", async (language, text, version, expected) => {
  const { service, uri } = openService(`|${text}`, { language, version });
  const lines = text.split("\n");
  const found = ((await service.links(uri)) ?? []).filter(({ target }) => target.startsWith("https:"));
  const shown = found.map(({ line, span, target }) => {
    const word = lines[line]?.slice(span.start, span.end);
    return `${word} ${target.replace("https://www.postgresql.org/docs/", "")}`;
  });
  expect(shown).toEqual(expected);
});

test.each([
  ["", "current"],
  ["  imageName: ghcr.io/cloudnative-pg/postgresql:16.4\n", "16"],
])("a setting of a manifest with %j leads to the manual of %s", async (image, edition) => {
  const text = `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n${image}  postgresql:\n    parameters:\n      log_connections: "on"\n`;
  const { service, uri } = openHost("cluster.yaml", text);
  expect((await service.links(uri))?.map(({ target }) => target)).toEqual([
    `https://www.postgresql.org/docs/${edition}/runtime-config-logging.html#GUC-LOG-CONNECTIONS`,
  ]);
});
