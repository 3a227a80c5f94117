import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { grammarFiles } from "../../server/scripts/generateGrammars.ts";
import { type Token, tokenizerOf } from "../support/tokenize.ts";
import { projectRoot } from "../support/tools.ts";

/** Lines, each with what its pieces are: the innermost scope without the language's name, none for plain text. */
const cases: Record<string, readonly (readonly [text: string, pieces: string])[]> = {
  "pg-hba": [
    ["# a comment", "#:comment.line.number-sign a comment:comment.line.number-sign"],
    [
      "local all,db +admins,bob peer",
      "local:keyword.control.connection-type all:constant.language ,:punctuation.separator db:entity.name.type.database " +
        "+:keyword.operator admins:variable.other.user ,:punctuation.separator bob:variable.other.user " +
        "peer:entity.name.function.method",
    ],
    [
      "hostssl all all 10.0.0.0/8 cert clientcert=verify-full",
      "hostssl:keyword.control.connection-type all:constant.language all:constant.language " +
        "10.0.0.0/8:constant.numeric.address cert:entity.name.function.method " +
        "clientcert:variable.parameter.option =:keyword.operator.assignment verify-full:string.unquoted.value",
    ],
    [
      "host /^d$ bob 10.0.0.0 255.0.0.0 md5",
      "host:keyword.control.connection-type /^d$:string.regexp bob:variable.other.user " +
        "10.0.0.0:constant.numeric.address 255.0.0.0:constant.numeric.mask md5:entity.name.function.method",
    ],
    [
      "local peer all \\\n  peer",
      "local:keyword.control.connection-type peer:entity.name.type.database all:constant.language " +
        "\\:constant.character.escape.line-continuation\npeer:entity.name.function.method",
    ],
    [
      "# a \\\nb\nlocal",
      "#:comment.line.number-sign a \\:comment.line.number-sign\nb:comment.line.number-sign\n" +
        "local:keyword.control.connection-type",
    ],
    [
      'include_dir "d"',
      'include_dir:keyword.control.include ":string.quoted.double d:string.quoted.double ":string.quoted.double',
    ],
    ["hostsll all", "hostsll all:"],
  ],
  "pg-ident": [
    [
      "m /^(.*)@x$ \\1,all",
      "m:entity.name.function.map /^(.*)@x$:string.regexp \\1:variable.other.user ,:punctuation.separator all:constant.language",
    ],
    ["include x", "include:keyword.control.include x:string.unquoted.path"],
  ],
  "pg-hosts": [
    ["* a.crt a.key", "*:constant.language a.crt:string.unquoted.path a.key:string.unquoted.path"],
    [
      "a,b c k ca cmd on",
      "a,b:entity.name.type.host c:string.unquoted.path k:string.unquoted.path ca:string.unquoted.path " +
        "cmd:string.unquoted.command on:constant.language.boolean",
    ],
  ],
  "postgresql-conf": [
    ["ssl=on", "ssl:variable.other.setting =:keyword.operator.assignment on:constant.language.boolean"],
    ["port 5432", "port:variable.other.setting 5432:constant.numeric"],
    [
      "wal = 4MB # x",
      "wal:variable.other.setting =:keyword.operator.assignment 4:constant.numeric MB:keyword.other.unit # x:comment.line.number-sign",
    ],
    ["tls = TLSv1.2", "tls:variable.other.setting =:keyword.operator.assignment TLSv1.2:string.unquoted"],
    [
      "INCLUDE 'a'",
      "INCLUDE:keyword.control.include ':string.quoted.single a:string.quoted.single ':string.quoted.single",
    ],
    [
      "a = 'b\nc = ''",
      "a:variable.other.setting =:keyword.operator.assignment ':string.quoted.single b:string.quoted.single\n" +
        "c:variable.other.setting =:keyword.operator.assignment ':string.quoted.single ':string.quoted.single",
    ],
  ],
  "pg-service": [
    [
      "  # c\n[shop]\nhost=a#b = c",
      "# c:comment.line.number-sign\n[shop]:entity.name.section\n" +
        "host:variable.other.setting =:keyword.operator.assignment a#b = c:string.unquoted.value",
    ],
  ],
  pgpass: [
    ["#a:b", "#a:b:comment.line.number-sign"],
    [
      "a\\:b:*:s:u:p*:rest",
      "a:entity.name.type.host \\::constant.character.escape b:entity.name.type.host ::punctuation.separator " +
        "*:constant.language ::punctuation.separator s:entity.name.type.database ::punctuation.separator " +
        "u:variable.other.user ::punctuation.separator p*:string.unquoted.password :rest:",
    ],
    ["a:b:c:secret", "a:b:c:secret:"],
  ],
};

describe.each(Object.entries(cases))("%s", (language, rows) => {
  let tokenize: (text: string) => Token[][];
  beforeAll(async () => {
    tokenize = await tokenizerOf(language);
  });

  it.each(rows)("%j", (text, pieces) => {
    expect(
      tokenize(text)
        .map((tokens) => tokens.map((token) => describeToken(token, language)).join(" "))
        .join("\n"),
    ).toBe(pieces);
  });
});

it.each([...grammarFiles()])("%s is what the generator writes", async (path, text) => {
  expect(await readFile(join(projectRoot, path), "utf8")).toBe(text);
});

function describeToken({ text, scopes }: Token, language: string): string {
  return `${text}:${(scopes.at(-1) ?? "").replace(`.${language}`, "")}`;
}
