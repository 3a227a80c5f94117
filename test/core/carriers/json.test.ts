import { describe, expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { parseJson } from "../../../server/src/core/carriers/yaml/json.ts";
import * as yaml from "../../../server/src/core/carriers/yaml/yamlPackage.ts";
import { holdsFiles } from "../../../server/src/core/model/carrierMarks.ts";
import { openManifest, positionIn } from "../../support/embedded.ts";

const open = (text: string) => openManifest(text, {}, "json");
const cluster = (postgresql: string) =>
  `{"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "spec": {"imageName": "x:16", "postgresql": ${postgresql}}}`;

describe("what the same carriers read in JSON", () => {
  test.each([
    ["a resource", cluster('{"pg_hba": ["hosst all all all md5"]}'), "hosst: hba-type-unknown"],
    [
      "a list of resources",
      `{"apiVersion": "v1", "kind": "List", "items": [${cluster('{"pg_hba": ["hosst all all all md5"]}')}]}`,
      "hosst: hba-type-unknown",
    ],
    [
      "several documents",
      `{"kind": "Secret"}\n${cluster('{"pg_hba": ["hosst all all all md5"]}')}`,
      "hosst: hba-type-unknown",
    ],
    [
      "a ConfigMap",
      String.raw`{"kind": "ConfigMap", "data": {"pg_hba.conf": "local all all peer\nhosst\tall all 10.0.0.0\/8 md5\n"}}`,
      "hosst: hba-type-unknown",
    ],
    [
      "Patroni's dynamic configuration",
      '{"loop_wait": 10, "ttl": 30, "postgresql": {"parameters": {"ssl_min_protocol_version": "TLSv9"}}}',
      "TLSv9: conf-choice-invalid",
    ],
    [
      "Compose",
      '{"services": {"db": {"command": ["postgres", "-c", "ssl_min_protocol_version=TLSv9"], "image": "postgres:16"}}}',
      "TLSv9: conf-choice-invalid",
    ],
    [
      "values of a chart",
      String.raw`{"primary": {"pgHbaConfiguration": "local all all peer\nhosst all all all md5"}}`,
      "hosst: hba-type-unknown",
    ],
    [
      "a JSON patch",
      '[\n\t{"op": "add", "path": "/spec/postgresql/pg_hba", "value": ["hosst all all all md5"]}\n]',
      "hosst: hba-type-unknown",
    ],
    [
      "text with comments, as editors allow them",
      `// ours\n${cluster('{"pg_hba": [/* no */ "hosst all all all md5",]}')}`,
      "hosst: hba-type-unknown",
    ],
    [
      "text that somebody is still writing",
      cluster('{"pg_hba": ["hosst all all all md5", "host').slice(0, -3),
      "hosst: hba-type-unknown",
    ],
    [
      "text behind a mark of its bytes",
      `\ufeff${cluster('{"pg_hba": ["hosst all all all md5"]}')}`,
      "hosst: hba-type-unknown",
    ],
  ])("%s", async (_, text, expected) => {
    expect(await open(text).shown()).toContain(expected);
  });

  test.each([
    ["values of another program", '{"postgresql": {"parameters": {"ssl": "maybe"}}}'],
    [
      "a package",
      '{"name": "x", "dependencies": {"pg": "^8", "postgres": "3"}, "scripts": {"db": "docker run postgres"}}',
    ],
    [
      "a template that makes more than texts",
      cluster('{"pg_hba": ["hosst all all all md5"]}').replace(
        '"spec": {',
        '"spec": {"instances": <%= @count %>, ',
      ),
    ],
    ["a template", cluster('{"pg_hba": [{{ range .Values.x }}"hosst all all all md5"{{ end }}]}')],
    ["more lists in each other than anybody writes", `{"pg_hba.conf": ${"[".repeat(100_000)}`],
  ])("nothing of %s", async (_, text) => {
    expect(await open(text).shown()).toEqual([]);
  });

  test("texts that a template fills in are not known", async () => {
    const text = cluster('{"pg_hba": ["host all all {{ .Values.net }} md5", "hosst all all all md5"]}');
    expect(await open(text).shown()).toContain("hosst: hba-type-unknown");
    expect(await open(text).shown()).not.toContain("{{: hba-address-invalid");
    expect(parseJson(`\ufeff${text}`, yaml)).toHaveLength(1);
  });
});

describe("within the strings of JSON", () => {
  const text = cluster('{"pg_hba": ["hostssl all all 10.0.0.0\\/8 scram-sha-256", "host all all all "]}');
  const { service, uri, document } = open(text);
  const at = (word: string) => positionIn(document, document.text.indexOf(word));

  test("a word is explained behind an escape, where it is written", async () => {
    const { character } = at("scram");
    expect(await service.hover(uri, at("scram"))).toMatchObject({
      markdown: expect.stringContaining("scram-sha-256"),
      span: { start: character, end: character + "scram-sha-256".length },
    });
  });

  test("what may come next is offered", async () => {
    const end = text.indexOf('host all all all "') + "host all all all ".length;
    const found = await service.complete(uri, positionIn(document, end));
    expect(found?.items.map(({ label }) => label)).toContain("scram-sha-256");
  });

  test.each(["apiVersion", "Cluster", "imageName"])(
    "no answer about %s, which is JSON's own",
    async (word) => {
      expect(await service.complete(uri, at(word))).toBeUndefined();
    },
  );
});

describe("ways out", () => {
  test.each([
    [
      "a setting among others",
      /Remove ssl here/,
      '{"parameters": {"ssl": "on", "port": "1"}}',
      '{"parameters": {"port": "1"}}',
    ],
    [
      "the last setting",
      /Remove ssl here/,
      '{"parameters": {"work_mem": "4MB" , "ssl": "on"}}',
      '{"parameters": {"work_mem": "4MB"}}',
    ],
    [
      "the only one, with the map",
      /Remove ssl here/,
      '{"pg_hba": [], "parameters": { "ssl": "on" }}',
      '{"pg_hba": []}',
    ],
    [
      "a list among the settings",
      /Move the list/,
      '{"parameters": {"work_mem": "4MB", "pg_hba": ["local all all peer"]}}',
      '{"pg_hba": ["local all all peer"], "parameters": {"work_mem": "4MB"}}',
    ],
    [
      "a list as text among the settings",
      /Move the list/,
      String.raw`{"parameters": {"pg_hba": "local all \"a b\" peer\nhost all all all cert\n", "work_mem": "4MB"}}`,
      String.raw`{"pg_hba": ["local all \"a b\" peer", "host all all all cert"], "parameters": {"work_mem": "4MB"}}`,
    ],
    [
      "a list as text",
      /as an item/,
      String.raw`{"pg_hba": "local all all peer\n\nhost all all all cert"}`,
      '{"pg_hba": ["local all all peer", "host all all all cert"]}',
    ],
    [
      "a number",
      /Put it in double quotes/,
      '{"parameters": {"port": "1", "work_mem": 4096}}',
      '{"parameters": {"port": "1", "work_mem": "4096"}}',
    ],
    [
      "an escape",
      /Double the backslash/,
      String.raw`{"pg_ident": ["people /^(.*)@x\.com$ a"]}`,
      String.raw`{"pg_ident": ["people /^(.*)@x\\.com$ a"]}`,
    ],
    [
      "what the operator lets in",
      /^Add "hostnossl/,
      '{"pg_hba": [\n"hostssl all all 0.0.0.0/0 scram-sha-256"\n]}',
      '{"pg_hba": [\n"hostssl all all 0.0.0.0/0 scram-sha-256",\n"hostnossl all all all reject"\n]}',
    ],
  ])("of %s", async (_, title, before, after) => {
    expect(await open(cluster(before)).fixed(title)).toBe(`${cluster(after)}\n`);
  });

  test("no comment silences a rule", async () => {
    const { service, uri } = open(cluster('{"pg_hba": ["hosst all all all md5"]}'));
    expect(await service.suppressions(uri, 0, 9)).toEqual([]);
  });
});

test.each([
  ["", 0],
  ['{"a": [1, true, null, {}, []], "b": "\\u00e4"}', 0],
  ["[1 2]", 1],
  ["[, 1]", 1],
  ["[1, ]", 1],
  ['{"a" 1}', 1],
  ['{"a":}', 1],
  ["{1}", 1],
  ['["a', 2],
  ["[}", 2],
])("errors of %s", async (text, expected) => {
  const { countErrors } = await import("../../../server/src/core/carriers/countErrors.ts");
  expect(await countErrors(text, "json")).toBe(expected);
});

test("maps and lists end where they are closed", () => {
  const source = '{"a": [1, {"b": "c"}]}';
  const [document] = parseJson(source, yaml);
  const list = document?.at("a");
  const [, map] = (list && document?.items(list)) ?? [];
  const written = [list, map].map((at) => at && document?.span(at));
  expect(written.map((span) => span && source.slice(span.from, span.to))).toEqual([
    '[1, {"b": "c"}]',
    '{"b": "c"}',
  ]);
});

test("a long text is not read, and says so", async () => {
  const text = cluster('{"pg_hba": ["hosst all all all md5"]}') + " ".repeat(2_000_000);
  expect(holdsFiles(text, "json")).toBe(true);
  const [first] = await embed(text, "json");
  expect(first?.problems.map(({ kind }) => kind)).toEqual(["left-out"]);
});

test.each([
  ["12", "JSON reads a number here, not text; put it in double quotes."],
  ["null", "JSON reads nothing here; remove the entry, or write its text in double quotes."],
])("what is no text in JSON is quoted as JSON has it: %s", async (item, message) => {
  const text = `{ "apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "spec": { "postgresql": { "pg_hba": [${item}] } } }`;
  expect(await openManifest(text, {}, "json").findings()).toMatchObject([{ message }]);
});
