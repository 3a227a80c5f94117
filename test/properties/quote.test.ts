import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellWords, writeShell } from "../../server/src/core/carriers/shell/shellWords.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";
import { isReference } from "../../server/src/core/syntax/authReference.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { readConnectionString } from "../../server/src/core/syntax/connection/readConnectionString.ts";
import {
  quoteAuth,
  quoteConf,
  writeAuth,
  writeConf,
  writeConnection,
} from "../../server/src/core/syntax/quote.ts";

const pieces = [
  "a",
  "B",
  "1",
  ".",
  "/",
  "\\",
  "'",
  '"',
  " ",
  "\t",
  ",",
  "#",
  "@",
  "+",
  "=",
  "-",
  "_",
  "é",
  "all",
];
const paths = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join("")),
  fc.constantFrom("C:\\pg\\new server.crt", "we\\ird.key", "it's", "\\\\host\\share\\", "@x", "a\\"),
);

test.each([["quoteConf", quoteConf] as const, ["writeConf", writeConf] as const])(
  "postgresql.conf: what %s writes is read as the same",
  (_, write) => {
    const values = fc.oneof(
      paths,
      fc.array(fc.constantFrom(...pieces, "\n", "\r", "\b", "\f")).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(values, (text) => {
        const lines = splitLines(`ssl_key_file = ${write(text)} # comment\nssl = on\n`);
        const { value, syntaxError } = scanConfLine(lines, 0);
        expect(syntaxError).toBeUndefined();
        expect(value?.text).toBe(text);
      }),
    );
  },
);

test.each([["quoteAuth", quoteAuth] as const, ["writeAuth", writeAuth] as const])(
  "authentication files: what %s writes is read as the same, in the middle of a line and at its end",
  (_, write) => {
    fc.assert(
      fc.property(paths, fc.constantFrom(...serverVersions), (text, version) => {
        const written = write(text);
        const { fields, lineCount } = scanAuthLine([`a ${written} ${written}\n`, "next\n"], 0, version);
        expect(lineCount).toBe(1);
        expect(fields.slice(1).map(({ tokens }) => tokens.map((token) => token.text))).toEqual([
          [text],
          [text],
        ]);
        for (const { tokens } of fields.slice(1)) expect(tokens.some(isReference)).toBe(false);
      }),
    );
  },
);

test("connection strings: what writeConnection writes is read as the same", () => {
  fc.assert(
    fc.property(paths, paths, (first, second) => {
      const text = `sslkey=${writeConnection(first)} passfile=${writeConnection(second)}`;
      const { parameters, fault } = readConnectionString(text, 18);
      expect(fault).toBeUndefined();
      expect(parameters.map(({ value }) => value)).toEqual([first, second]);
    }),
  );
});

test("command lines: a shell reads what writeShell writes within each of its quotation marks", () => {
  const text = fc
    .array(fc.constantFrom(...pieces, "$x", "$(", "`", "*", "~", "!", ";", "{", "%m"), { maxLength: 8 })
    .map((parts) => parts.join(""));
  const words = fc.sample(fc.tuple(text, fc.constantFrom("", "'", '"')), 500);
  const line = words.map(([word, quote]) => `-c${quote}a=${writeShell(word, quote)}${quote}`).join(" ");
  const expected = words.map(([word]) => `-ca=${word}`);
  expect(shellWords(line)?.map((word) => word.text)).toEqual(expected);
  const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" });
  expect(printed.split("\0").slice(0, -1)).toEqual(expected);
});
