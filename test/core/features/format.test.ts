import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/index.ts";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openCluster, openFiles, openService, type Surroundings } from "../../support/openService.ts";

/** The text after formatting, which formatting again leaves as it is. */
async function formatted(text: string, language: Language, more: Surroundings = {}): Promise<string> {
  const once = await formattedOnce(text, language, more);
  expect(await formattedOnce(once, language, more)).toBe(once);
  return once;
}

async function formattedOnce(text: string, language: Language, more: Surroundings): Promise<string> {
  const { service, uri, document } = openService(`|${text}`, { language, ...more });
  return applyEdits(document.lines, (await service.format(uri)) ?? []);
}

const sample = `# TYPE  DATABASE        USER            ADDRESS                 METHOD

# "local" is for Unix domain socket connections only
local   all             all                                     trust
# IPv4 local connections:
host    all             all             127.0.0.1/32            trust
host    all             all             ::1/128                 trust
local   replication     all                                     trust
`;

describe("authentication files", () => {
  test("what is aligned already stays as it is", async () => {
    expect(await formatted(sample, "pg-hba")).toBe(sample);
    const line = "hostssl app,web +people 10.0.0.0/8 scram-sha-256 clientcert=verify-full # people";
    expect(await formatted(`${sample}${line}\n`, "pg-hba")).toBe(
      `${sample}hostssl app,web         +people         10.0.0.0/8              scram-sha-256  clientcert=verify-full  # people\n`,
    );
  });

  test.each<[what: string, language: Language, before: string, after: string]>([
    [
      "columns of a ragged file, those of `local` and `host` together",
      "pg-hba",
      "# TYPE DATABASE USER ADDRESS METHOD\n  local all all peer\nhostssl app  app 10.0.0.0/8 scram-sha-256\nhost x y 10.0.0.0 255.0.0.0 ldap ldapserver=a  ldapport=1\n",
      "# TYPE   DATABASE  USER    ADDRESS              METHOD\nlocal    all       all                          peer\nhostssl  app       app     10.0.0.0/8           scram-sha-256\nhost     x         y       10.0.0.0  255.0.0.0  ldap    ldapserver=a ldapport=1\n",
    ],
    [
      "a cell that is very long moves only its own line",
      "pg-hba",
      `host a b all md5\nhost ${"x".repeat(50)} b all md5\nhost a b all md5\n`,
      `host    a       b       all     md5\nhost    ${"x".repeat(50)} b all md5\nhost    a       b       all     md5\n`,
    ],
    [
      "tabs, and the ends of lines",
      "pg-hba",
      "host\tall\tall\tall\ttrust  \r\nhost all\tall\tall\ttrust\t\r\n\t\r\n",
      "host    all     all     all     trust\r\nhost    all     all     all     trust\r\n\t\r\n",
    ],
    [
      "continued lines, their first one",
      "pg-hba",
      "host all all all ldap \\\n  ldapserver=a   \\\n  ldapport=1\nhost all all all trust\n",
      "host    all     all     all     ldap \\\n  ldapserver=a   \\\n  ldapport=1\nhost    all     all     all     trust\n",
    ],
    [
      "what is in quotation marks, and includes",
      "pg-hba",
      'include   "my  file"\nhost "a  b" all,  c all trust\n',
      'include "my  file"\nhost    "a  b"  all,  c  all     trust\n',
    ],
    [
      "a blank behind a backslash",
      "pg-hba",
      "host all all all trust\\ \n",
      "host    all     all     all     trust\\ \n",
    ],
    [
      "pg_ident.conf",
      "pg-ident",
      "# MAPNAME SYSTEM-USERNAME PG-USERNAME\npeople /^(.*)@example\\.com$ \\1\nm a b # c\n",
      "# MAPNAME  SYSTEM-USERNAME       PG-USERNAME\npeople     /^(.*)@example\\.com$  \\1\nm          a                     b  # c\n",
    ],
    [
      "pg_hosts.conf",
      "pg-hosts",
      "db.example.com a.crt a.key\n* server.crt server.key root.crt\n",
      "db.example.com  a.crt       a.key\n*               server.crt  server.key  root.crt\n",
    ],
  ])("%s", async (_, language, before, after) => {
    expect(await formatted(before, language, { version: 19 })).toBe(after);
  });

  test("the least width of columns", async () => {
    const text = "host a b all trust\n";
    const width = (minimumColumnWidth: number) =>
      formatted(text, "pg-hba", { settings: { minimumColumnWidth } });
    expect(await width(0)).toBe("host  a  b  all  trust\n");
    expect(await width(12)).toBe("host        a           b           all         trust\n");
  });
});

test.each<[before: string, after: string]>([
  ["ssl=on", "ssl = on"],
  ["  ssl   on  ", "ssl on"],
  ["ssl\t=\ton\t# why", "ssl = on                # why"],
  ["port = 5432\t\t\t# (change requires restart)", "port = 5432\t\t\t# (change requires restart)"],
  ["ssl='on'#why", "ssl = 'on' #why"],
  ["#ssl=on  ", "#ssl=on  "],
  ["ssl           = on\nssl_cert_file =  'a  b'", "ssl           = on\nssl_cert_file = 'a  b'"],
  ["ssl         = on\nssl_cert_file = 'a'", "ssl = on\nssl_cert_file = 'a'"],
  ["ssl =  on on", "ssl =  on on"],
  ["include   'a  b.conf'", "include 'a  b.conf'"],
])("postgresql.conf: %j becomes %j", async (before, after) => {
  expect(await formatted(before, "postgresql-conf")).toBe(after);
});

test("a range is aligned as the whole file would be, and nothing else", async () => {
  const text = "host a b all trust\nhostssl a b all trust\n";
  const { service, uri, document } = openService(`|${text}`);
  const edits = await service.format(uri, { firstLine: 1, lastLine: 1 });
  expect(applyEdits(document.lines, edits ?? [])).toBe(
    "host a b all trust\nhostssl  a       b       all     trust\n",
  );
});

test("a line is aligned with those around it, which stay as they are", async () => {
  const { service, uri, document } = openService(`|${sample}hostnossl all all all reject\n`);
  const edits = await service.formatLine(uri, 8);
  expect(applyEdits(document.lines, edits ?? [])).toBe(
    `${sample}hostnossl all           all             all                     reject\n`,
  );
});

test("not the file that ALTER SYSTEM writes, nor one that is not the user's", async () => {
  const { service, edit } = openCluster();
  expect(await service.format(edit("postgresql.auto.conf", "ssl=on\n").uri)).toEqual([]);
  const files = { "/work/postgresql.conf": "include '/etc/other.conf'\n", "/etc/other.conf": "ssl=on\n" };
  const own = openFiles(files, { roots: ["file:///work"] });
  await own.findings("/work/postgresql.conf");
  expect(await own.service.format("file:///etc/other.conf")).toBeUndefined();
});
