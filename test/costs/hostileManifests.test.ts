import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import type { HostLanguage } from "../../server/src/core/model/language.ts";
import { openFiles } from "../support/openService.ts";
import { processorTime } from "../support/processorTime.ts";

/** Milliseconds of a processor for one of these manifests, on a slow machine. */
const budget = 10_000;

const cluster = (image: string, list: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  ${image}\n  postgresql:\n    pg_hba:${list}`;
const known = "imageName: postgresql:18";
const record = "\n      - host all all 10.0.0.0/8 scram-sha-256";
const aliases = Array.from({ length: 60 }, (_, at) => `x${at}: &a${at} [*a${at - 1}, *a${at - 1}]\n`).join(
  "",
);

const merges = Array.from(
  { length: 60 },
  (_, at) => `m${at}: &m${at}\n  <<: [*m${at - 1}, *m${at - 1}]\n  k${at}: v\n`,
).join("");

const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join("");
/** A list of ten entries that are the same. */
const list = (at: number, entry: string) => `l${at}: &l${at} [${Array(10).fill(entry).join(", ")}]\n`;

const long = "a".repeat(200_000);

/** Manifests made to keep a reader busy, and the rule of their last finding. */
const hostile: Readonly<Record<string, readonly [() => string, string | undefined]>> = {
  "20,000 records": [() => cluster(known, record.repeat(20_000)), "hba-rule-unreachable"],
  "a block of 20,000 records": [
    () => cluster(known, `\n      - |${`\n        host all all 10.0.0.0/8 md5`.repeat(20_000)}`),
    "hba-method-deprecated",
  ],
  "2,000 clusters": [() => `${cluster(known, record)}\n---\n`.repeat(2_000), "check-incomplete"],
  "2,000 clusters of no version": [
    () => `${cluster("x: 1", `${record}\n      - hosst`)}\n---\n`.repeat(2_000),
    "check-incomplete",
  ],
  "aliases of aliases": [() => `${aliases}${cluster(known, " *a59")}`, "check-incomplete"],
  "maps that are merged 2^60 times": [
    () => `${merges}${cluster(known, record)}`.replace("spec:", "spec:\n  <<: *m59"),
    "check-incomplete",
  ],
  "maps that are merged into themselves": [
    () => cluster(known, record).replace("spec:", "spec: &a\n  x: &b\n    <<: [*a, *b]\n  <<: [*a, *b]"),
    undefined,
  ],
  "100,000 lists in each other": [() => cluster(known, ` ${"[".repeat(100_000)}`), "embedded-entry-type"],
  "100,000 lists in each other, as lines": [
    () => cluster(known, `\n      ${"- ".repeat(100_000)}x`),
    "embedded-entry-type",
  ],
  "60,000 entries in one line": [() => cluster(known, ` [${"a, ".repeat(60_000)}b]`), "hba-type-unknown"],
  "aliases of aliases beside a connection string": [
    () => `url: postgres://db/x?sslmode=none\n${aliases}`,
    "connection-value-invalid",
  ],
  "aliases of 10^12 entries": [
    () => `${list(0, "x")}${times(12, (at) => list(at + 1, `*l${at}`))}${cluster(known, " *l12")}`,
    "check-incomplete",
  ],
  "20,000 lists in each other, closed": [
    () => cluster(known, ` ${"[".repeat(20_000)}${"]".repeat(20_000)}`),
    "embedded-entry-type",
  ],
  "more than is parsed": [() => cluster(known, `${record} #${"#".repeat(2_000_000)}`), "check-incomplete"],
  "an anchor and an alias 40,000 times": [
    () => `pg_hba_entries:\n${"- [&a 1, *a]\n".repeat(40_000)}`,
    "check-incomplete",
  ],
  "records of Ansible with 5,000 addresses and databases": [
    () =>
      `pg_hba_entries: [{type: host, user: u, method: md5, database: [${"d, ".repeat(5_000)}d], address: [${"a, ".repeat(5_000)}a]}]\n`,
    undefined,
  ],
  "a record of Ansible, 5,000 times by its alias": [
    () =>
      `x: &x {type: host, user: u, method: md5, database: d, address: [${"a, ".repeat(5_000)}a]}\npg_hba_entries: [${"*x, ".repeat(5_000)}*x]\n`,
    "check-incomplete",
  ],
  "20,000 plays of Ansible with the same 20,000 variables": [
    () =>
      `x: &x {${times(20_000, (at) => `a${at}: 1, `)}pg_hba_entries: []}\ny:\n${"- {vars: *x}\n".repeat(20_000)}`,
    "check-incomplete",
  ],
  "10,000 tasks of Ansible with the same 20,000 rules": [
    () =>
      `x: &x [${"{}, ".repeat(20_000)}{}]\ny:\n${"- {postgresql_pg_hba: {rules: *x}, loop: [1, 2, 3]}\n".repeat(10_000)}pg_hba_entries: []\n`,
    "check-incomplete",
  ],
  "a long record, 5,000 times by its alias": [
    () => `x: &x "host ${long}"\n${cluster(known, ` [${"*x, ".repeat(5_000)}*x]`)}`,
    "check-incomplete",
  ],
  "a long field of Ansible, 4,000 times by its alias": [
    () =>
      `x: &x ${long}\npg_hba_entries:\n${"  - {type: host, database: *x, user: *x, address: all, method: md5}\n".repeat(2_000)}`,
    "check-incomplete",
  ],
  "records of 300 addresses, 5,000 times by their alias": [
    () =>
      `x: &x {type: host, user: u, method: md5, database: d, address: [${"a, ".repeat(300)}a]}\npg_hba_entries: [${"*x, ".repeat(5_000)}*x]\n`,
    "check-incomplete",
  ],
  "a long record within lists that are repeated": [
    () => `x: &x "host ${long}"\ny: &y [*x, *x, *x]\n${cluster(known, ` [${"*y, ".repeat(5_000)}*y]`)}`,
    "check-incomplete",
  ],
  "an alias within 20,000 lists": [
    () => `x: &x a\n${cluster(known, ` ${"[".repeat(20_000)}*x${"]".repeat(20_000)}`)}`,
    "embedded-entry-type",
  ],
  "100,000 documents": [
    () => `${cluster(known, record)}\n${"---\na: 1\n".repeat(100_000)}`,
    "check-incomplete",
  ],
  "the schema of a kind, more than is parsed": [
    () =>
      `kind: CustomResourceDefinition\n${cluster(known, record)} #${"#".repeat(2_000_000)}\n---\nkind: Role`,
    undefined,
  ],
};

test.each(Object.entries(hostile))("%s", async (_, [make, last]) => {
  const document = new SourceDocument("file:///repo/cluster.yaml", "yaml", 1, make());
  const { service } = openFiles({});
  service.open(document);
  let rule: string | undefined;
  const time = await processorTime(async () => {
    rule = (await service.diagnose(document.uri))?.at(-1)?.rule;
  });
  expect(time).toBeLessThan(budget);
  expect(rule).toBe(last);
});

test("the safe changes of 20,000 records in a block", async () => {
  const lines = times(20_000, (at) => `      hostssl d${at} u all md5 clientcert=1\n`);
  const text = `postgresql:\n  image: {tag: "16.4.0"}\n  primary:\n    pgHbaConfiguration: |\n${lines}`;
  const document = new SourceDocument("file:///repo/values.yaml", "yaml", 1, text);
  const { service } = openFiles({});
  service.open(document);
  await service.diagnose(document.uri);
  let count = 0;
  const time = await processorTime(async () => {
    count = (await service.safeEdits(document.uri))?.length ?? 0;
  });
  expect(time).toBeLessThan(budget);
  expect(count).toBe(20_000);
});

const service = (name: string, below: string) =>
  `  ${name}:\n    image: postgres:18\n    command: -c ssl=on\n    ${below}\n`;
const services = (count: number, below: string) =>
  `services:\n${times(count, (at) => service(`s${at}`, below))}`;
const lines = (count: number) => `services: {x: {image: postgres}}\ny:\n${"  - a\n".repeat(count)}`;

/** Files of Compose with those beside them, and the rule of their last finding. */
const projects: Readonly<
  Record<string, readonly [() => string, Readonly<Record<string, string>>, string | undefined]>
> = {
  "10,000 services": [() => services(10_000, "ports: []"), {}, "check-incomplete"],
  "2,000 services that extend one of a long file": [
    () => services(2_000, "extends: {file: o.yaml, service: x}"),
    { "o.yaml": lines(200_000) },
    "check-incomplete",
  ],
  "10,000 services that extend those of as many files": [
    () =>
      `services:\n${times(10_000, (at) => service(`s${at}`, `extends: {file: o${at}.yaml, service: x}`))}`,
    Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`o${at}.yaml`, lines(1)])),
    "check-incomplete",
  ],
  "20,000 included files with the same long .env": [
    () => `include:\n${times(20_000, (at) => `  - o${at}.yaml\n`)}${services(1, "ports: []")}`,
    { ".env": "A=x\n".repeat(400_000) },
    "check-incomplete",
  ],
  "COMPOSE_FILE with a name 100,000 times": [
    () => services(100, "ports: []"),
    { ".env": `COMPOSE_FILE=${"compose.yaml:".repeat(100_000)}compose.yaml\n` },
    "check-incomplete",
  ],
  "a long env_file of 2,000 services": [
    () => services(2_000, "env_file: e"),
    { e: "A=x\n".repeat(400_000) },
    "check-incomplete",
  ],
  "a long variable again and again": [
    () => services(1, `volumes: ["./${"$A".repeat(20_000)}:/x"]`).replace("ssl=on", "a=$A".repeat(20_000)),
    { ".env": `A=${"1 ".repeat(50_000)}\nB=${"1 ".repeat(1_000)}\n` },
    "check-incomplete",
  ],
  "a long command of 2,000 services by its alias": [
    () =>
      `x: &x "${"-c a=b ".repeat(20_000)}"\nservices:\n${times(2_000, (at) => `  s${at}:\n    image: postgres\n    command: *x\n`)}`,
    {},
    "check-incomplete",
  ],
  "a long argument, 5,000 times by its alias": [
    () =>
      `x: &x "-ca=${long}"\nservices:\n  a:\n    image: postgres\n    command: [${"*x, ".repeat(5_000)}*x]\n`,
    {},
    "check-incomplete",
  ],
  "a service of a file whose aliases repeat too much": [
    () => services(1, "extends: {file: o.yaml, service: x}"),
    { "o.yaml": `x: &x "-ca=${long}"\nservices: {x: {command: [${"*x, ".repeat(5_000)}*x]}}\n` },
    undefined,
  ],
  "lists of 20,000 entries by their aliases": [
    () => `x: &e [${"A=b, ".repeat(20_000)}b]\n${services(2_000, "environment: *e")}`,
    {},
    "check-incomplete",
  ],
};

test.each(Object.entries(projects))("a project of Compose: %s", async (_, [make, beside, last]) => {
  const files = Object.fromEntries(Object.entries(beside).map(([name, text]) => [`/repo/${name}`, text]));
  const { service } = openFiles(files);
  const document = new SourceDocument("file:///repo/compose.yaml", "yaml", 1, make());
  service.open(document);
  let rule: string | undefined;
  const diagnose = async () => {
    rule = (await service.diagnose(document.uri))?.at(-1)?.rule;
  };
  expect(await processorTime(diagnose)).toBeLessThan(budget);
  expect(await processorTime(diagnose)).toBeLessThan(budget / 2);
  expect(rule).toBe(last);
});

/** Texts of 8 MB, or of 10,000 findings, in one line. */
const longLines: Readonly<Record<string, readonly [path: string, language: HostLanguage, () => string]>> = {
  "10,000 settings of a command of Compose": [
    "compose.yaml",
    "yaml",
    () =>
      `services:\n  db:\n    image: postgres:18\n    command: [postgres, ${'"-c", "ssl=on", '.repeat(10_000)}x]\n`,
  ],
  "a command of Compose": [
    "compose.yaml",
    "yaml",
    () => `services:\n  db:\n    image: postgres:18\n    command: postgres ${"-c ssl=on ".repeat(800_000)}\n`,
  ],
  "a variable in a Dockerfile": [
    "Dockerfile",
    "dockerfile",
    () => `FROM postgres:18\nENV ${"A=postgres://u@h/d ".repeat(420_000)}\n`,
  ],
  "variables of a Dockerfile": [
    "Dockerfile",
    "dockerfile",
    () => `FROM postgres:18\n${times(20_000, (at) => `ENV A${at}=b\n`)}${"COPY $A1 $A2$A3\n".repeat(5_000)}`,
  ],
  "a long variable in a Dockerfile": [
    "Dockerfile",
    "dockerfile",
    () => `FROM postgres:18\nENV A=${"x".repeat(4_000)}\n${`COPY a ${"$A".repeat(1_000)}\n`.repeat(900)}`,
  ],
  "a command in a Dockerfile": [
    "Dockerfile",
    "dockerfile",
    () => `FROM postgres:18\nCMD ["postgres"${', "-c", "ssl=on"'.repeat(500_000)}]\n`,
  ],
  "ALTER SYSTEM": ["a.sql", "sql", () => "ALTER SYSTEM SET ssl = on; ".repeat(300_000)],
  subscriptions: [
    "a.sql",
    "sql",
    () => "CREATE SUBSCRIPTION a CONNECTION 'host=a password=x' PUBLICATION p; ".repeat(120_000),
  ],
  "comments in comments": ["a.sql", "sql", () => `ALTER SYSTEM SET ssl = on; ${"/*".repeat(4_000_000)}`],
  "quotes of dollars": [
    "a.sql",
    "sql",
    () => `ALTER SYSTEM SET ssl = on; ${times(800_000, (at) => `$a${at}$ `)}`,
  ],
  "parameters of a URI": [
    ".env",
    "dotenv",
    () => `DATABASE_URL=postgres://u:p@h/d?${"sslmode=x&".repeat(800_000)}\n`,
  ],
  "hosts of a URI": [".env", "dotenv", () => `DATABASE_URL=postgres://u:p@${"h,".repeat(4_000_000)}h/d\n`],
  "keywords of Npgsql": [
    ".env",
    "dotenv",
    () => `A=Host=h;Database=d;${"SSL Mode=verify-full;a='x;".repeat(70)}\n`.repeat(200),
  ],
  "quotes in JSON": [
    "appsettings.json",
    "json",
    () => `{"a": "postgres://h/d", "b": "${'\\"'.repeat(900_000)}`,
  ],
  "comments in JSON": ["appsettings.json", "json", () => `{"a": "postgres://h/d" ${"/*/".repeat(600_000)}`],
  "lines of one property": [
    "a.properties",
    "properties",
    () => `a=postgres://h/d\\\n${"  \\\n".repeat(450_000)}`,
  ],
};

test.each([
  ["objects", '{"a": 1} '],
  ["numbers", "1 "],
])("a text of JSON with 200,000 %s", async (_, value) => {
  const text = `{"scope": "a", "postgresql": {"pg_hba": ["x"]}}\n${value.repeat(200_000)}`;
  const document = new SourceDocument("file:///repo/a.json", "json", 1, text);
  const { service } = openFiles({});
  service.open(document);
  let rules: readonly string[] | undefined;
  const time = await processorTime(async () => {
    rules = (await service.diagnose(document.uri))?.map(({ rule }) => rule);
  });
  expect(time).toBeLessThan(budget / 2);
  expect(rules).toEqual(["hba-type-unknown", "check-incomplete"]);
});

test.each(Object.entries(longLines))("a long line costs no more than others: %s", async (_, made) => {
  const [path, language, make] = made;
  const document = new SourceDocument(`file:///repo/${path}`, language, 1, make());
  const { service } = openFiles({});
  service.open(document);
  expect(await processorTime(() => service.diagnose(document.uri))).toBeLessThan(budget);
  expect(await processorTime(() => service.fixes(document.uri, 0, 3))).toBeLessThan(budget);
  expect(await processorTime(() => service.hover(document.uri, { line: 3, character: 30 }))).toBeLessThan(
    budget,
  );
});
