import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { type Files, openCluster } from "../../support/openService.ts";

const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bigEndian = (text: string) => utf16(text).swap16();
const cr = (text: string) => text.replaceAll("\n", "\r");
const good = "local x x peer\nlocal all all peer\n";

/** What is found in a file, as `LINE RULE`, by what is on disk and what the editor shows. */
async function found(file: string, bytes: Buffer, shown?: string, language?: Language): Promise<string[]> {
  const files: Files = { "pg_hba.conf": good, [file]: { bytes, mode: 0o600 } };
  const cluster = openCluster(files);
  if (shown !== undefined) cluster.edit(file, shown, language);
  return cluster.rules(file);
}

test.each<[string, Buffer, string | undefined, string[]]>([
  ["UTF-8", utf8(good), good, []],
  ["a mark that the editor hides", utf8(`\ufeff${good}`), good, ["0 file-encoding"]],
  ["a mark that the editor shows", utf8(`\ufeff${good}`), `\ufeff${good}`, ["0 hba-type-unknown"]],
  ["a mark on the command line", utf8(`\ufeff${good}`), undefined, ["0 hba-type-unknown"]],
  ["UTF-16 as the editor shows it", utf16(`\ufeff${good}`), good, ["0 file-encoding"]],
  ["UTF-16 on the command line", utf16(`\ufeff${good}`), undefined, ["0 file-encoding"]],
  ["UTF-16 without a mark", utf16(good), undefined, ["0 file-encoding"]],
  ["big-endian UTF-16", bigEndian(`\ufeff${good}`), undefined, ["0 file-encoding"]],
  [
    "UTF-16 behind UTF-8",
    Buffer.concat([utf8(good), utf16("host all all all md5\r\n")]),
    undefined,
    ["2 file-encoding"],
  ],
  ["CR alone on the command line", utf8(cr(good)), undefined, ["0 file-encoding"]],
  ["CR alone as the editor shows it", utf8(cr(good)), good, ["0 file-encoding"]],
  ["CR alone behind a comment", utf8(cr(`# who may\n${good}`)), undefined, ["0 file-encoding"]],
  ["one record with a CR", utf8("local all\rall peer\n"), undefined, []],
  ["CR LF within a continued record", utf8("local all \\\r\n all peer\r\n"), undefined, []],
])("pg_hba.conf: %s", async (_, bytes, shown, expected) => {
  expect(await found("pg_hba.conf", bytes, shown, "pg-hba")).toEqual(expected);
});

test("postgresql.conf and pg_ident.conf as an editor shows them", async () => {
  const conf = await found(
    "postgresql.conf",
    utf8("\ufeffport = 5432\n"),
    "port = 5432\n",
    "postgresql-conf",
  );
  expect(conf).toEqual(["0 file-encoding"]);
  const ident = await found("pg_ident.conf", utf16("\ufeffa b c\n"), "a b c\n", "pg-ident");
  expect(ident).toEqual(["0 file-encoding"]);
});

test("lines of postgresql.conf that end in CR alone", async () => {
  const text = "port = 5432\nwork_mem = 4MB\n";
  expect(await found("postgresql.conf", utf8(cr(text)), undefined)).toEqual(["0 file-encoding"]);
  expect(await found("postgresql.conf", utf8(cr(text)), text, "postgresql-conf")).toEqual([
    "0 file-encoding",
  ]);
  expect(await found("postgresql.conf", utf8(cr(`# all\n${text}`)))).toEqual(["0 file-encoding"]);
  expect(await found("postgresql.conf", utf8("port =\r5432"))).toEqual([]);
});

test("the command that saves the file as UTF-8 keeps its owner and mode", async () => {
  const cluster = openCluster({ "pg_hba.conf": { bytes: utf16(good), mode: 0o600 } });
  const [finding] = await cluster.findings("pg_hba.conf");
  const commands = await cluster.service.fixes(finding?.uri ?? "", 0, 0);
  expect(commands.map(({ command }) => command)).toEqual([
    "(umask 077; iconv -f UTF-16 -t UTF-8 /data/pg_hba.conf > /data/pg_hba.conf.new && cat /data/pg_hba.conf.new > /data/pg_hba.conf && rm /data/pg_hba.conf.new)",
  ]);
});
