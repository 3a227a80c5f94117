import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapConfString } from "../../../server/src/core/syntax/conf/mapConfString.ts";
import { unquoteConfString } from "../../../server/src/core/syntax/conf/unquoteConfString.ts";
import { openService } from "../../support/openService.ts";
import { check, checkApplied, checkSome } from "../complete/checkCompletion.ts";
import { checkHover } from "../hover/checkHover.ts";

const language = "postgresql-conf" as const;
const at = (version: number) => ({ language, version });

describe("hovers", () => {
  test.each([
    ["primary_conninfo = 'host=p |sslmode=require'", "sslmode", ["Connection keyword sslmode", "PGSSLMODE"]],
    [
      "primary_conninfo = 'host=p sslmode=req|uire'",
      "require",
      ["Encrypted, certificate not verified", "Connection keyword sslmode"],
    ],
    ["primary_conninfo = 'host=p sslmode=''verify|-full'''", "''verify-full''", ["host name verified"]],
    ["primary_conninfo = 'postgres://p/?sslmode=ver|ify-ca'", "verify-ca", ["host name not"]],
    ["#primary_conninfo = 'host=p ssl|mode=require'", "sslmode", ["Connection keyword sslmode"]],
  ])("of %s", async (text, word, shown) => {
    await checkHover(text, at(16), word, shown);
  });

  test("never show a password", async () => {
    await checkHover(
      "primary_conninfo = 'host=p pass|word=geheim sslmode=require'",
      at(16),
      "password",
      ["passfile"],
      ["geheim"],
    );
    await checkHover(
      "primary_conninfo = 'host=p password=geh|eim sslmode=require'",
      at(16),
      "geheim",
      ["passfile"],
      ["geheim"],
    );
  });
});

describe("proposals", () => {
  test("values of a keyword, keywords of the version that are not given", async () => {
    await check("primary_conninfo = 'host=p sslmode=|'", at(16), [
      "verify-full",
      "verify-ca",
      "require",
      "prefer",
      "allow",
      "disable",
    ]);
    await checkSome(
      "primary_conninfo = 'sslmode=require |'",
      at(16),
      ["sslrootcert", "host"],
      ["sslmode", "sslnegotiation"],
    );
    await checkSome("primary_conninfo = '|'", at(17), ["sslnegotiation"]);
    await checkSome("primary_conninfo = 'postgres://p/?|'", at(13), ["sslmode"], ["sslsni"]);
    await checkSome("primary_conninfo = 'require_auth=md5,|'", at(17), ["scram-sha-256"], ["oauth"]);
  });

  test("replace the word at the cursor", async () => {
    await checkApplied(
      "primary_conninfo = 'host=p sslmode=ver|fy'",
      at(16),
      "verify-full",
      "primary_conninfo = 'host=p sslmode=verify-full'",
    );
    await checkApplied(
      "primary_conninfo = 'host=p ssl|'",
      at(16),
      "sslmode",
      "primary_conninfo = 'host=p sslmode='",
    );
  });
});

test("a message has the words of the string, but none of a password or of what may be one", async () => {
  const messages = async (text: string) => {
    const { service, uri } = openService(`|${text}`, at(17));
    return ((await service.diagnose(uri)) ?? [])
      .map(({ message, detail }) => `${message} ${detail}`)
      .join("\n");
  };
  expect(await messages("primary_conninfo = 'password=geheim sslmode=verfy-full'")).toContain('"verfy-full"');
  for (const text of [
    "primary_conninfo = 'password=geheim word sslmode=verfy'",
    "primary_conninfo = 'passwrd=geheim sslmode=require'",
    "primary_conninfo = 'password=''geheim sslmode=require'",
    "primary_conninfo = 'postgres://u:geheim@p/?sslmode=verfy'",
    "primary_conninfo = 'dbname=''postgres://u:geheim@p/'' sslmode=verfy'",
  ]) {
    const shown = await messages(text);
    expect(shown, text).not.toBe("");
    expect(shown, text).not.toContain("geheim");
  }
});

test("each character of a value is where it is written", () => {
  const piece = fc.constantFrom("a", "''", "\\'", "\\n", "\\101", "\\303\\251", "é", "\\", " ", "\\377");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const written = `'${pieces.join("")}'`;
      if (/(?:^|[^\\])(?:\\\\)*\\'$/.test(written)) return;
      const mapped = mapConfString(`x = ${written}`, { start: 4, end: 4 + written.length });
      expect(mapped.text).toBe(unquoteConfString(written));
      let last = 0;
      for (let offset = 0; offset < mapped.text.length; offset++) {
        const { start, end } = mapped.toRecord({ start: offset, end: offset + 1 });
        expect(last <= start && start <= end && end < 4 + written.length).toBe(true);
        last = start;
      }
    }),
  );
});

test.each([
  ["'a''b c'", "b", 4],
  ["'\\n b'", "b", 4],
  ["'\\303\\251b'", "b", 9],
  ["plain", "n", 4],
])("in %s %s is at %i", (written, character, offset) => {
  const { text, toRecord, toText } = mapConfString(written, { start: 0, end: written.length });
  const start = text.indexOf(character);
  expect(toRecord({ start, end: start + 1 }).start).toBe(offset);
  expect(toText(offset)).toBe(start);
});
