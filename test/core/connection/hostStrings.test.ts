import { describe, expect, test } from "vitest";
import { openHost } from "../../support/openHost.ts";
import { takeMark } from "../../support/openService.ts";

const value = "connection-value-invalid";
/** A part that Compose fills in. */
const filled = (name: string) => `$\{${name}}`;

describe("what is found", () => {
  test.each([
    ["PGSSLMODE=verfy-full\n", [`verfy-full: ${value}`]],
    ["export PGSSLMODE='verfy-full' # why\n", [`verfy-full: ${value}`]],
    ['PGSSLMODE="verfy-full"\r\n', [`verfy-full: ${value}`]],
    ["# PGSSLMODE=verfy-full\n", []],
    ["PGSSLMODE=$MODE\nPGSSLSNI=1\n", []],
    ["PGSSLMODE=no-verify\n", []],
    ["PGSSLMODE=disable\nPGCHANNELBINDING=require\n", ["require: connection-mode-weak"]],
    ["PGSSL_MODE=verify-full\n", ["PGSSL_MODE: connection-variable-unknown"]],
    ["PGSSLNEGOTIATION=direct\n", []],
    ["# pgssl: version=16\nPGSSLNEGOTIATION=direct\n", ["PGSSLNEGOTIATION: connection-variable-unknown"]],
    ["# pgssl-disable-next-line connection-value-invalid\nPGSSLMODE=x\n", []],
    ["DATABASE_URL=postgres://u:p@h/d?sslmode=verfy-full\n", [`verfy-full: ${value}`]],
    ["DATABASE_URL=postgresql://u:$P@$H:$(PORT)/d?sslmode=$M\n", []],
    [
      `DATABASE_URL=postgresql://u:${filled("P:-x")}@h:${filled("PORT:-5432")}/d?sslmode=${filled("M")}\n`,
      [],
    ],
    [
      `DATABASE_URL=postgresql://u:${filled("P")}@h/d?sslmod=require\n`,
      ["sslmod: connection-keyword-unknown"],
    ],
    ["DATABASE_URL=postgres://h/d?sslaccept=strict&connection_limit=5&schema=public&ssl=true\n", []],
    ["DATABASE_URL=postgres://u:a%zz@h/d\n", []],
    ["JDBC=jdbc:postgresql://h/d?user=a&ssl=true&sslmode=verify-fll\n", [`verify-fll: ${value}`]],
    ["DSN='host=db user=a dbname=d sslmode=requre TimeZone=UTC'\n", [`requre: ${value}`]],
    ["ODBC=host=db;user=a;sslmode=requre\n", []],
    ["A=postgres://h:99999/d\n", [`99999: ${value}`]],
    ["A=postgres://a:pa/ss@h/d\n", [`pa: ${value}`]],
    ["A=postgres://user:password@host:port/dbname\n", []],
    ["A=postgres://[2001:db8::1:5432/d\n", ["[2001:db8::1:5432/d: connection-string-invalid"]],
  ])(".env: %j", async (text, expected) => {
    expect(await openHost(".env", text).shown()).toEqual(expected);
  });

  test.each([
    ["services:\n  a:\n    environment:\n      PGSSLMODE: verfy-full\n", [`verfy-full: ${value}`]],
    ["services:\n  a:\n    environment:\n      - PGSSLMODE=verfy-full\n", [`verfy-full: ${value}`]],
    ["services:\n  a:\n    environment: ['PGSSLMODE=verfy-full', PGHOST=db]\n", [`verfy-full: ${value}`]],
    ["env:\n  - name: PGSSLMODE\n    value: 'verfy-full'\n", [`verfy-full: ${value}`]],
    ['{"env": [{"name": "PGSSLMODE", "value": "verfy-full"}]}\n', [`verfy-full: ${value}`]],
    ["env:\n- name: PGSSLMODE\n  valueFrom: {secretKeyRef: {name: s, key: k}}\n", []],
    ["a: {b: [c, 'postgres://h/d?sslmode=verfy-full']}\n", [`verfy-full: ${value}`]],
    ["url: >-\n  postgres://h/d?sslmode=verfy-full\n", [`verfy-full: ${value}`]],
    ["url: &u postgres://h/d?sslmode=verfy-full\nother: *u\n", [`verfy-full: ${value}`]],
    ["a: 1\n---\nurl: postgres://h/d?sslmode=verfy-full # x\n", [`verfy-full: ${value}`]],
    ["one: {PGSSLMODE: disable}\ntwo: {PGCHANNELBINDING: require}\n", []],
    ["env:\n- name: U\n  value: postgres://h/d?sslmode=verfy-full\n", [`verfy-full: ${value}`]],
    ["args: [--url=postgres://h/d?sslmode=verfy-full, --port=5]\n", [`verfy-full: ${value}`]],
    ["run: |\n  psql 'host=db sslmode=verfy-full'\n", [`verfy-full: ${value}`]],
    ["note: |\n  psql 'host=db sslmode=verfy-full'\n", []],
    [
      "p:\n  adapter: postgresql\n  username: a\n  sslmode: verfy-full\n  pool: 5\n",
      [`verfy-full: ${value}`],
    ],
    ["p:\n  adapter: mysql2\n  host: postgres\n  sslmode: required\n", []],
  ])("YAML: %j", async (text, expected) => {
    expect(await openHost("values.yaml", text).shown()).toEqual(expected);
  });

  test.each([
    [
      "CREATE SUBSCRIPTION s CONNECTION 'host=db sslmode=verfy-full' PUBLICATION p;",
      [`verfy-full: ${value}`],
    ],
    ["ALTER SUBSCRIPTION s CONNECTION E'host=db sslmode=\\'verfy-full\\'';", [`\\'verfy-full\\': ${value}`]],
    [
      "create subscription s connection $$host=db sslmode=verfy-full$$ publication p;",
      [`verfy-full: ${value}`],
    ],
    [
      "CREATE SUBSCRIPTION s CONNECTION 'host=db verify-full' PUBLICATION p;",
      ["verify-full: connection-string-invalid"],
    ],
    [
      "CREATE SUBSCRIPTION s CONNECTION 'host=db sslmod=require' PUBLICATION p;",
      ["sslmod: connection-keyword-unknown"],
    ],
    ["-- CREATE SUBSCRIPTION s CONNECTION 'sslmode=x'", []],
    ["/* /* */ CREATE SUBSCRIPTION s CONNECTION 'sslmode=x' */ SELECT 'wrapper';", []],
    [
      "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db', sslmode 'verfy-full');",
      [`verfy-full: ${value}`],
    ],
    [
      "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (fetch_size '9', sslmod 'require');",
      ["sslmod: connection-keyword-unknown"],
    ],
    ["CREATE SERVER s FOREIGN DATA WRAPPER mysql_fdw OPTIONS (host 'db', ssl_ca 'x', port 'y');", []],
    ["ALTER SERVER s OPTIONS (SET sslmode 'verfy-full', DROP sslcert);", [`verfy-full: ${value}`]],
    ["SELECT * FROM dblink('host=db sslmode=verfy-full', 'SELECT 1') AS t(a int);", [`verfy-full: ${value}`]],
    ["SELECT dblink_connect('name', 'host=db sslmode=verfy-full');", [`verfy-full: ${value}`]],
    ["SELECT dblink('host=' || h || ' sslmode=verfy-full', 'SELECT 1');", []],
    ["SELECT dblink('name', 'SELECT a = 1');", []],
    [
      "DO $f$ BEGIN PERFORM dblink_exec('host=db sslmode=verfy-full', 'x'); END $f$;",
      [`verfy-full: ${value}`],
    ],
    ["SELECT pglogical.create_node('a', dsn := 'host=db sslmode=verfy-full');", [`verfy-full: ${value}`]],
    ["SELECT pglogical.create_subscription('a', provider_dsn => 'sslmode=x');", [`x: ${value}`]],
    ["SELECT dsn, 'sslmode=x' FROM t;", []],
    ["CREATE SUBSCRIPTION s CONNECTION U&'sslmode=x' PUBLICATION p;", []],
    ["-- pgssl-disable-next-line connection-value-invalid\nALTER SUBSCRIPTION s CONNECTION 'sslmode=x';", []],
  ])("SQL: %s", async (text, expected) => {
    expect(await openHost("a.sql", `${text}\n`).shown()).toEqual(expected);
  });

  const shard = "CREATE SERVER shard FOREIGN DATA WRAPPER postgres_fdw;";
  const link = "CREATE SERVER IF NOT EXISTS shard TYPE 'x' FOREIGN DATA WRAPPER dblink_fdw;";
  test.each([
    [
      `${shard} CREATE USER MAPPING FOR CURRENT_USER SERVER Shard OPTIONS (USER 'a', SSLMODE 'require');`,
      ["SSLMODE"],
    ],
    [`CREATE USER MAPPING IF NOT EXISTS FOR server SERVER shard OPTIONS (host 'db'); ${shard}`, ["host"]],
    [
      `${shard} CREATE USER MAPPING FOR a SERVER shard OPTIONS (sslcert 'c', sslkey 'k', gssdelegation '1');`,
      [],
    ],
    [`${link} CREATE USER MAPPING FOR a SERVER shard OPTIONS (sslcert 'c', password 'p');`, ["sslcert"]],
    [`${link} ${shard} CREATE USER MAPPING FOR a SERVER shard OPTIONS (sslcert 'c', host 'h');`, []],
    [
      "CREATE SERVER shard FOREIGN DATA WRAPPER mysql_fdw; ALTER SERVER shard OPTIONS (ADD sslpassword 'x');",
      [],
    ],
    [`${shard} ALTER SERVER shard OPTIONS (ADD "password" 'x', SET host 'db', DROP user);`, ["password"]],
    [
      `${shard} ALTER USER MAPPING FOR a SERVER "Shard" OPTIONS (ADD host 'db', ADD sslmode 'require');`,
      ["sslmode"],
    ],
    [
      "ALTER SERVER unknown OPTIONS (ADD password 'x', ADD sslpassword 'x', ADD sslmode 'require');",
      ["sslpassword"],
    ],
    [`${shard} CREATE USER MAPPING FOR :role SERVER :server OPTIONS (host 'db');`, []],
    [
      `${link} ALTER SERVER shard OPTIONS (ADD fallback_application_name 'a', ADD client_encoding 'x');`,
      ["client_encoding"],
    ],
  ])("options of foreign servers and mappings: %s", async (text, expected) => {
    const found = await openHost("a.sql", `-- pgssl: version=18\n${text}\n`).shown();
    expect(found).toEqual(expected.map((name) => `${name}: foreign-server-option-misplaced`));
  });

  test.each([
    ["FROM x\nENV PGSSLMODE=verfy-full\n", [`verfy-full: ${value}`]],
    ["FROM x\nENV PGHOST=db PGSSLMODE='verfy-full'\n", [`verfy-full: ${value}`]],
    ['FROM x\nENV PGHOST="db" \\\n    PGSSLMODE="verfy-full"\n', [`verfy-full: ${value}`]],
    ["FROM x\nENV PGSSLMODE verfy-full\n", [`verfy-full: ${value}`]],
    ["FROM x\nARG URL=postgres://h/d?sslmode=verfy-full\n", [`verfy-full: ${value}`]],
    [`FROM x\nENV URL=postgres://${filled("U")}@h/d?sslmode=verfy-full\n`, [`verfy-full: ${value}`]],
    ["FROM x\nENV PG_SSLMODE=require\n", ["PG_SSLMODE: connection-variable-unknown"]],
    ["FROM x\nENV PGSSLMODE=disable\nFROM y\nENV PGCHANNELBINDING=require\n", []],
    ["FROM x\nENV PGSSLMODE=disable\nENV PGCHANNELBINDING=require\n", ["require: connection-mode-weak"]],
    ["FROM x\nENV PGSSLMODE=$MODE\n# ENV PGSSLMODE=x\nRUN echo PGSSLMODE=x\n", []],
    ["# pgssl-disable-next-line connection-value-invalid\nENV PGSSLMODE=x\n", []],
    ['FROM x\nCMD ["psql", "host=db sslmode=verfy-full"]\n', [`verfy-full: ${value}`]],
  ])("Dockerfile: %j", async (text, expected) => {
    expect(await openHost("Dockerfile", text).shown()).toEqual(expected);
  });

  test.each([
    ["export PGSSLMODE=verfy-full\n", [`verfy-full: ${value}`]],
    ["  export PGHOST=h PGSSLMODE='verfy-full'; # c\n", [`verfy-full: ${value}`]],
    ["PGSSLMODE=verfy-full psql -c 'SELECT 1'\n", [`verfy-full: ${value}`]],
    ["PGSSLMODE=ver'fy-'full\n", [`ver'fy-'full: ${value}`]],
    ['URL="postgres://u@$(hostname -f)/d?sslmode=verfy-full"\n', [`verfy-full: ${value}`]],
    ["export PGSSLMODE=disable\n\n# c\nexport PGCHANNELBINDING=require\n", ["require: connection-mode-weak"]],
    ["export PGSSLMODE=disable\nelse\nexport PGCHANNELBINDING=require\n", []],
    ["PGSSLMODE=disable psql\nexport PGCHANNELBINDING=require\n", []],
    [`PGSSLMODE=\`mode\`\nPGSSLMODE=$1\nPGSSLMODE=${filled("1:-a b")}\n#PGSSLMODE=x\necho PGSSLMODE=x\n`, []],
    ["PGSSLMODE='open\nexport PGSSLSNI=5\n", []],
    ['psql "host=db user=a sslmode=verfy-full" -c "SELECT 1"\n', [`verfy-full: ${value}`]],
    ["pg_dump postgres://$U@h/d?sslmode=verfy-full|gzip\n", [`verfy-full: ${value}`]],
    ["U='postgres://h/d?sslmode=verfy-full'\n", [`verfy-full: ${value}`]],
    ["# psql 'host=db sslmode=verfy-full'\n", []],
  ])("shell: %j", async (text, expected) => {
    expect(await openHost("a.sh", text).shown()).toEqual(expected);
  });

  test("an error for what libpq reads, a warning for what another driver may read", async () => {
    const text = "PGSSLMODE=x\nURL=postgres://h/?sslmode=x\n";
    const { service, uri } = openHost(".env", text);
    expect((await service.diagnose(uri))?.map(({ severity }) => severity)).toEqual(["error", "warning"]);
  });
});

test.each([
  [".env", 'A="postgres://h/?sslmode=verfy-full"\n', 'A="postgres://h/?sslmode=verify-full"\n'],
  [".env", "PG_SSLMODE='require'\n", "PGSSLMODE='require'\n"],
  ["Dockerfile", 'FROM x\nENV PGSSLMODE="verfy-full"\n', 'FROM x\nENV PGSSLMODE="verify-full"\n'],
  ["a.sh", "export PGSSLMODE='verfy-full'\n", "export PGSSLMODE='verify-full'\n"],
  ["a.yaml", "- 'PGSSLMODE=verfy-full'\n", "- 'PGSSLMODE=verify-full'\n"],
  [
    "a.sql",
    "ALTER SUBSCRIPTION s CONNECTION 'sslmode=''requre'' host=h';\n",
    "ALTER SUBSCRIPTION s CONNECTION 'sslmode=require host=h';\n",
  ],
])("a fix in %s: %j", async (path, text, expected) => {
  expect(await openHost(path, text).fixed()).toBe(expected);
});

describe("hover and completion", () => {
  const at = (path: string, marked: string) => {
    const { text, position } = takeMark(marked);
    return { ...openHost(path, text), position };
  };

  test.each([
    [".env", "PGSSL|MODE=require\n", "Connection keyword"],
    [".env", "PGSSLMODE=req|uire\n", "certificate not verified"],
    [".env", "URL=postgres://h/d?sslmode=verify|-ca\n", "host name not"],
    ["a.yaml", 'env:\n  - {name: PGSSLMODE, value: "prefer|"}\n', "not verified"],
    ["a.sql", "ALTER SUBSCRIPTION s CONNECTION E'sslmode=requi|re';\n", "certificate not verified"],
  ])("hover in %s: %j", async (path, marked, expected) => {
    const { service, uri, position } = at(path, marked);
    expect((await service.hover(uri, position))?.markdown).toContain(expected);
  });

  test.each([
    [".env", "PGPASSWORD=geh|eim\n"],
    [".env", "URL=postgres://a:geh|eim@h/d\n"],
    ["a.sql", "CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'a', password 'geh|eim');\n"],
    ["a.sql", "ALTER SUBSCRIPTION s CONNECTION 'password=geh|eim oops';\n"],
  ])("no secret is shown: %s %j", async (path, marked) => {
    const { service, uri, position } = at(path, marked);
    const answers = [await service.hover(uri, position), await service.diagnose(uri)];
    expect(JSON.stringify(answers)).not.toContain("geheim");
  });

  test.each([
    [".env", "PGSSLMODE=|\n", "verify-full"],
    [".env", "PGSSLMODE='ver|'\n", "verify-full"],
    [".env", "export |\n", "PGSSLROOTCERT"],
    [".env", "PGSSLMODE=require\nPGSSL|\n", "PGSSLROOTCERT"],
    ["Dockerfile", "FROM x\nENV PGSSLMODE=|\n", "verify-full"],
    ["a.sh", 'export PGSSLMODE="|"\n', "verify-full"],
    [".env", "URL=postgres://h/d?ssl|\n", "sslrootcert"],
    ["a.yaml", "url: postgres://h/d?sslmode=|require\n", "verify-full"],
    ["a.sql", "ALTER SUBSCRIPTION s CONNECTION 'host=db |';\n", "sslmode"],
    ["a.sql", "ALTER SUBSCRIPTION s CONNECTION '|';\n", "sslmode"],
    ["a.sql", "ALTER SERVER s OPTIONS (SET sslmode '|');\n", "verify-full"],
  ])("completion in %s: %j", async (path, marked, expected) => {
    const { service, uri, position, document } = at(path, marked);
    const list = await service.complete(uri, position);
    expect(list?.items.map(({ label }) => label)).toContain(expected);
    const line = document.lines[list?.line ?? 0] ?? "";
    expect(line.slice(list?.span.start, list?.span.end)).toMatch(/^(?:|ver|ssl|require|PGSSL)$/);
  });
});

test("names of variables are proposed once, those of libpq's version, with the equals sign that is missing", async () => {
  const proposed = async (text: string, line: number, character: number) => {
    const { service, uri } = openHost(".env", text);
    const list = await service.complete(uri, { line, character });
    return (list?.items ?? []).map(({ label, newText }) => newText ?? label);
  };
  const names = await proposed("# pgssl: version=16\nPGSSLMODE=require\nPG\n", 2, 2);
  expect(names).toContain("PGSSLROOTCERT=");
  expect(names).not.toContain("PGSSLMODE=");
  expect(names).not.toContain("PGSSLNEGOTIATION=");
  expect(await proposed("PGSSLMODE=require\n", 0, 3)).toContain("PGSSLMODE");
  expect(await proposed("A=b c\n", 0, 5)).toEqual([]);
});
