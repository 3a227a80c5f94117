import { describe, expect, test } from "vitest";
import { applyEdits as editLines, SourceDocument } from "../../../server/src/core/index.ts";
import type { TextEdit } from "../../../server/src/core/model/diagnostic.ts";
import { clientLanguageOfPath, toClientLanguage } from "../../../server/src/core/model/language.ts";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import { coveringLines, readPassFile } from "../../../server/src/core/syntax/connection/readPassFile.ts";
import { readServiceFile } from "../../../server/src/core/syntax/connection/readServiceFile.ts";
import { openFiles } from "../../support/openService.ts";

const applyEdits = (text: string, edits: readonly TextEdit[]) => editLines(splitLines(text), edits);

/** A client's file with `|` where the pointer is. */
function openClient(path: string, marked: string) {
  const at = Math.max(marked.indexOf("|"), 0);
  const text = marked.replace("|", "");
  const { service } = openFiles({ [path]: { text, mode: 0o600 } });
  const uri = `file:///data/${path}`;
  const language = clientLanguageOfPath(path);
  if (!language) throw new Error(path);
  service.open(new SourceDocument(uri, language, 1, text));
  const before = text.slice(0, at).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { service, uri, position };
}

test.each([
  ["/home/a/.pg_service.conf", "pg-service"],
  ["pg_service.conf", "pg-service"],
  ["/home/a/.pgpass", "pgpass"],
  ["pgpass.conf", "pgpass"],
  ["pg_services.conf", undefined],
])("%s is of the language %s", (path, language) => {
  expect(clientLanguageOfPath(path)).toBe(language);
  if (language) expect(toClientLanguage(language)).toBe(language);
});

describe("service files", () => {
  test("hover over keyword, value and head", async () => {
    const hover = async (marked: string) => {
      const { service, uri, position } = openClient("pg_service.conf", marked);
      return (await service.hover(uri, position))?.markdown;
    };
    expect(await hover("[shop]\nssl|mode=require\n")).toContain("PGSSLMODE");
    expect(await hover("[shop]\nsslmode=req|uire\n")).toContain("certificate not verified");
    expect(await hover("[sh|op]\nsslmode=require\n")).toContain("service=shop");
    expect(await hover("[shop]\npassword=geh|eim\n")).not.toContain("geheim");
  });

  test("completion of keywords that are not given, and of values", async () => {
    const labels = async (marked: string) => {
      const { service, uri, position } = openClient("pg_service.conf", marked);
      return (await service.complete(uri, position))?.items.map(({ label }) => label) ?? [];
    };
    expect(await labels("[shop]\nsslmode=|\n")).toContain("verify-full");
    const keywords = await labels("[shop]\nsslmode=require\nssl|\n");
    expect(keywords).toContain("sslrootcert");
    expect(keywords).not.toContain("sslmode");
    expect(keywords).not.toContain("service");
    expect(await labels("# pgssl: version=15\n[shop]\n|\n")).not.toContain("sslnegotiation");
    expect(await labels("ssl|\n")).toEqual([]);
  });

  test("outline: the services with their hosts", async () => {
    const { service, uri } = openClient("pg_service.conf", "[a]\nhost=h\n\n[b]\nport=1\n");
    expect(await service.symbols(uri)).toMatchObject([
      { name: "a", detail: "h", line: 0, lastLine: 1 },
      { name: "b", line: 3, lastLine: 4 },
    ]);
  });

  test("mistakes are found, silenced by a comment, and corrected", async () => {
    const { service, uri } = openClient("pg_service.conf", "[a]\nsslmode=verfy-full\n");
    expect((await service.diagnose(uri))?.map(({ rule, line }) => [rule, line])).toEqual([
      ["connection-value-invalid", 1],
    ]);
    const [fix] = await service.fixes(uri, 0, 9);
    expect(fix?.edits).toEqual([
      { place: { uri, line: 1, span: { start: 8, end: 18 } }, newText: "verify-full" },
    ]);
    const silent = openClient(
      "pg_service.conf",
      "[a]\n# pgssl-disable-next-line connection-value-invalid\nsslmode=x\n",
    );
    expect(await silent.service.diagnose(silent.uri)).toEqual([]);
  });

  test("the first of two sections and of two lines counts", () => {
    const { sections } = readServiceFile(splitLines("[a]\nhost=one\nhost=two\n[a]\nhost=three\n"), 16);
    expect(
      sections.map(({ isUnreachable, parameters }) => [isUnreachable, parameters.map(({ value }) => value)]),
    ).toEqual([
      [false, ["one"]],
      [true, ["three"]],
    ]);
  });
});

const spaced = "  [a] \r\n\thost=h  \n# c \n\n dbname = d\n";

test("formatting removes blanks that libpq passes over, and nothing else", async () => {
  const format = async (text: string, range?: { firstLine: number; lastLine: number }) => {
    const { service, uri } = openClient("pg_service.conf", text);
    return applyEdits(text, (await service.format(uri, range)) ?? []);
  };
  const formatted = await format(spaced);
  expect(formatted).toBe("[a]\r\nhost=h\n# c\n\ndbname = d\n");
  expect(await format(formatted)).toBe(formatted);
  expect(await format(spaced, { firstLine: 1, lastLine: 1 })).toBe("  [a] \r\nhost=h\n# c \n\n dbname = d\n");
  const read = (text: string) =>
    readServiceFile(splitLines(text), 18).sections.map(({ name, parameters }) => [
      name,
      parameters.map((one) => [one.name, one.value]),
    ]);
  expect(read(formatted)).toEqual(read(spaced));
  const long = `[a]\n host=${"h".repeat(1020)}\n`;
  expect(await format(long)).toBe(long);
  const { service, uri } = openClient(".pgpass", " a:1:d:u:p \n");
  expect(await service.format(uri)).toEqual([]);
});

test("words of clients' files have their meaning, passwords have none", async () => {
  const tokens = async (path: string, text: string) => {
    const { service, uri } = openClient(path, text);
    return (await service.semanticTokens(uri))?.map(({ line, span, type }) => [
      splitLines(text)[line]?.slice(span.start, span.end),
      type,
    ]);
  };
  expect(await tokens("pg_service.conf", "[a]\nhost=h\nsslrootcert=/r\nnone=1\npassword=p\n")).toEqual([
    ["[a]", "keyword"],
    ["host", "setting"],
    ["h", "host"],
    ["sslrootcert", "setting"],
    ["/r", "path"],
    ["password", "setting"],
  ]);
  expect(await tokens(".pgpass", "# c\nh:*:d:u:secret\na:b\n")).toEqual([
    ["h", "host"],
    ["*", "keyword"],
    ["d", "database"],
    ["u", "role"],
  ]);
});

test.each([
  ["pg_service.conf", "[a]\n  sslmode=x\n"],
  ["pg_service.conf", "# pgssl-disable-file service-line-invalid\n[a]\nsslmode=x\n"],
  [".pgpass", "*:*:*:alice:pass:word\n"],
  [".pgpass", " a:b\n"],
])("findings of %s are silenced by a comment that is offered: %j", async (path, text) => {
  const { service, uri } = openClient(path, text);
  const comments = await service.suppressions(uri, 0, 9);
  expect(comments.map(({ title }) => /(here|in this file)$/.exec(title)?.[0])).toEqual([
    "here",
    "in this file",
  ]);
  for (const { edits } of comments) {
    const silent = openClient(path, applyEdits(text, edits ?? []));
    expect(await silent.service.diagnose(uri)).toEqual([]);
  }
});

describe("password files", () => {
  test("hover over a field; the password is never shown", async () => {
    const hover = async (marked: string) => {
      const { service, uri, position } = openClient(".pgpass", marked);
      return (await service.hover(uri, position))?.markdown;
    };
    expect(await hover("db|:5432:*:alice:geheim\n")).toContain("host");
    expect(await hover("db:5432:|*:alice:geheim\n")).toContain("any");
    const password = await hover("db:5432:*:alice:geh|eim\n");
    expect(password).toContain("password");
    expect(password).not.toContain("geheim");
    expect(await hover("db:5432:*:geh|eim\n")).toBeUndefined();
  });

  test("fields and their escapes", () => {
    const [entry] = readPassFile(["a\\:b:*:\\*:c\\\\d:p\\:w\n"]);
    expect(entry?.fields.map(({ text, any }) => [text, any])).toEqual([
      ["a:b", false],
      ["*", true],
      ["*", false],
      ["c\\d", false],
    ]);
    expect(entry?.rest).toBeUndefined();
  });

  test.each([
    ["h:1:d:u:p", "*:*:*:*:q", true],
    ["h:1:d:u:p", "h:1:d:u:q", true],
    ["*:1:d:u:p", "h:1:d:u:q", false],
    ["h:1:d:u:p", "h:1:d:v:q", false],
    ["h:1:d:u:p", "*:*:*:*:", false],
  ])("%s below %s is covered: %s", (line, above, covered) => {
    const entries = readPassFile([above, line]);
    expect(coveringLines(entries)).toEqual([undefined, covered ? entries[0] : undefined]);
  });

  test("the first line that covers another is found, however many are between them", () => {
    const between = Array.from({ length: 2_000 }, (_, at) => `h${at}:*:*:*:p`);
    const entries = readPassFile(["*:1:d:*:p", ...between, "*:1:*:*:q", "h1:1:d:u:p"]);
    expect(coveringLines(entries).at(-1)).toBe(entries[0]);
    expect(coveringLines(entries).filter(Boolean)).toHaveLength(1);
  });
});
