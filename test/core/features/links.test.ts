import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openService, type Surroundings } from "../../support/openService.ts";

/** Each `[path](target)` of the text is a link, and nothing else. */
async function check(annotated: string, language: Language, more: Surroundings = {}): Promise<void> {
  const text = annotated.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const { service, uri } = openService(`|${text}`, { language, ...more });
  const lines = text.split("\n");
  for (const { line, span, target } of [...((await service.links(uri)) ?? [])].reverse()) {
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
      "include_dir = 'conf.d'",
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
  expect((await service.links("file:///etc/pg/postgresql.conf"))?.map(({ target }) => target)).toEqual([
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
