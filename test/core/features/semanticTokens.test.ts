import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openCluster, openService } from "../../support/openService.ts";

/** The words of a text as `word:type`, with `!` for deprecated and `~` for unreachable ones. */
async function tokens(text: string, language: Language = "pg-hba", version = 18): Promise<string[]> {
  const { service, uri, document } = openService(`|${text}`, { language, version });
  const found = (await service.semanticTokens(uri)) ?? [];
  return found.map(({ line, span, type, modifiers }) => {
    const word = document.lines.slice(line).join("").slice(span.start, span.end);
    const marks = modifiers.map((one) => (one === "deprecated" ? "!" : "~"));
    return `${word}:${type}${marks.join("")}`;
  });
}

test.each<[language: Language, text: string, words: string]>([
  [
    "pg-hba",
    "# c\nlocal all,app +people,@f peer # c",
    "local:keyword all:keyword app:database +people:role @f:path peer:authMethod",
  ],
  [
    "pg-hba",
    'hostssl "all" /^a 10.0.0.0 255.0.0.0 cert map=people',
    'hostssl:keyword "all":database /^a:regexp 10.0.0.0:address 255.0.0.0:address cert:authMethod map:option people:value',
  ],
  [
    "pg-hba",
    "host replication all samenet md5",
    "host:keyword replication:keyword all:keyword samenet:keyword md5:authMethod!",
  ],
  ["pg-hba", "include_dir hba.d", "include_dir:keyword hba.d:path"],
  ["pg-hba", "hostsll all all all nothing", "all:keyword all:keyword all:keyword"],
  [
    "pg-ident",
    "people /^(.*)$ \\1\npeople a all",
    "people:map /^(.*)$:regexp \\1:role people:map a:systemUser all:keyword",
  ],
  ["pg-hosts", "a.org,* a.crt a.key", "a.org:host *:keyword a.crt:path a.key:path"],
  [
    "postgresql-conf",
    "ssl = on\ninclude 'x'\nssl_cert_file = 'a'",
    "ssl:setting include:keyword 'x':path ssl_cert_file:setting 'a':path",
  ],
])("%s: %s", async (language, text, words) => {
  expect((await tokens(text, language, language === "pg-hosts" ? 19 : 18)).join(" ")).toBe(words);
});

test("what never decides is unreachable", async () => {
  const text = "host all all all scram-sha-256\nhost app all all scram-sha-256\n";
  expect((await tokens(text)).slice(5)).toEqual([
    "host:keyword~",
    "app:database~",
    "all:keyword~",
    "all:keyword~",
    "scram-sha-256:authMethod~",
  ]);
});

test("of a range only its records, of words that go on in another line none", async () => {
  const { service, uri } = openService(
    "|local all all peer\nlocal all all \\\npeer\nlocal a\\\nb all peer\n",
  );
  expect((await service.semanticTokens(uri, 2, 2))?.map(({ line }) => line)).toEqual([1, 1, 1, 1]);
  expect((await service.semanticTokens(uri, 3))?.map(({ type }) => type)).toEqual([
    "keyword",
    "keyword",
    "authMethod",
  ]);
});

test("nothing for comments and for files of nothing", async () => {
  expect(await tokens("# local all all peer\n\n")).toEqual([]);
  const { service } = openCluster();
  expect(await service.semanticTokens("file:///data/pg_hba.conf")).toBeUndefined();
});
