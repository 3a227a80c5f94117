import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/cluster/sourceDocument.ts";
import { applyEdits } from "../../server/src/core/index.ts";
import { type Language, languages } from "../../server/src/core/model/language.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { type ServerVersion, serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { fileNames } from "../support/annotated.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import { createService } from "../support/openService.ts";
import { projectRoot } from "../support/tools.ts";

const auth = fc.constantFrom(
  ...'host|hostssl|local|all|a,b|, c|include|10.0.0.0/8|10.0.0.0|255.0.0.0|trust|ldap|map=x|@f|"a b"|"|#|# c|# TYPE|\\|\\\n|\n|\r\n|\r|\0|é'.split(
    "|",
  ),
  ...[
    "host all all all trust\n",
    "local all all peer\n",
    "# TYPE DATABASE USER ADDRESS METHOD\n",
    "x".repeat(45),
  ],
);
const conf = fc.constantFrom(
  ..."ssl|=|on|'a  b'|'|#|# c|include|a.b|1.5|64 MB|-|\n|\r\n|\r|\0".split("|"),
  "ssl     = on\n",
  "ssl=on#x\n",
);
const blanks = fc.constantFrom("", " ", " ", "  ", "\t", "        ", " \t ", ",");

function texts(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const pieces = fc.array(fc.tuple(piece, blanks), { maxLength: 40 });
  return fc.oneof(
    pieces.map((all) => all.flat().join("")),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join(" ")),
  );
}

describe.each(languages)("formatting %s", (language) => {
  test("changes no record, and nothing the second time, in any text", async () => {
    const property = fc.asyncProperty(
      texts(language === "postgresql-conf" ? conf : auth),
      fc.constantFrom(...serverVersions),
      fc.constantFrom(0, 8, 30),
      (text, version, width) => check(language, text, version, width),
    );
    await fc.assert(property, { numRuns: 300 });
  });

  test("nor in the files of the project", async () => {
    const examples = rulesWithPages.flatMap(({ bad, good }) => [...bad, ...good]);
    const file = readFileSync(join(projectRoot, "test/fixtures", fileNames[language]), "utf8");
    for (const text of [file, file.replaceAll("\n", "\r\n"), ...examples]) await check(language, text, 18, 8);
  });
});

async function check(language: Language, text: string, version: ServerVersion, minimumColumnWidth: number) {
  const service = createService(new MemoryHost({}), { serverVersion: version, minimumColumnWidth });
  const format = async (before: string) => {
    const document = new SourceDocument(`file:///data/${fileNames[language]}`, language, 1, before);
    service.open(document);
    return applyEdits(splitLines(before), (await service.format(document.uri)) ?? []); // of a template the document has others
  };
  const after = await format(text);
  const uri = service.openUris[0] ?? "";
  const read = (await service.summary(uri))?.serverVersion.value as ServerVersion; // a comment may say another one
  expect(records(language, after, read)).toEqual(records(language, text, read));
  expect(after.replace(/[ \t]/g, "")).toBe(text.replace(/[ \t]/g, ""));
  expect(await format(after)).toBe(after);
}

/** What a server reads in a text, and the comments. */
function records(language: Language, text: string, version: ServerVersion): unknown[] {
  const lines = splitLines(text);
  const found: unknown[] = [];
  for (let line = 0; line < lines.length; ) {
    if (language === "postgresql-conf") {
      const { lineCount, name, value, comment, syntaxError, text: own } = scanConfLine(lines, line);
      const words = comment && own.slice(comment.start, comment.end);
      found.push([line, name?.text, value?.text, syntaxError?.expected, words?.trimEnd()]);
      line += Math.max(lineCount, 1);
    } else {
      const { lineCount, fields, comment, tooLong, text: own } = scanAuthLine(lines, line, version);
      const words = fields.map(({ tokens }) => tokens.map((token) => [token.text, token.quoted]));
      found.push([
        line,
        words,
        comment &&
          own
            .slice(comment.start, comment.end)
            .replace(/[ \t]+/g, " ")
            .trimEnd(),
        tooLong?.what,
      ]);
      line += Math.max(lineCount, 1);
    }
  }
  return found;
}
