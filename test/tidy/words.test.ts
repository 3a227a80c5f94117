import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

/** Words that `server/docs/glossary.md` replaces, in the order of its last table. */
const replaced =
  /\b(?:tells?|told|telling|stands?|stood|standing|asks|asked|asking|judge[ds]?|judging|judgements?|verdicts?|met|said|taken|spoken|speaks?|grounds?|loud(?:er|est|ness)?|faultless|wish(?:es)?|recipes?|parted|octets?|outlook|vouch(?:es|ed)?|half-typed|halves|(?:public|private) half|may not read|(?<!certificate )revocation lists?)\b/gi;

/** What has such a word and is right: a type of ASN.1, attributes of X.520, standby of PostgreSQL, and the name of a time zone. */
const allowed = /octet[ _]?string|(?:authority|delta) Revocation List|stand-by|\|met\|/gi;

/** The glossary and this file list the words. */
const skipped = new Set([
  "server/docs/glossary.md",
  "server/src/core/data/messages/fileMessages.ts", // the server's own words
  "test/tidy/words.test.ts",
]);

test("the words that the glossary replaces do not come back", () => {
  const found = ["server/src", "server/scripts", "server/docs", "client/src", "test"].flatMap((folder) =>
    filesBelow(join(projectRoot, folder)).flatMap((path) => {
      const name = relative(projectRoot, path).replaceAll("\\", "/");
      return skipped.has(name) ? [] : wordsIn(readFileSync(path, "utf8")).map((word) => `${name}:${word}`);
    }),
  );
  expect(found).toEqual([]);
});

test("words are found in names, whatever their case, and only whole", () => {
  expect(
    wordsIn("/** It tells. */\nconst askedAs = judgeAll(standby, octetString);\nAUTHORITY_TOLD"),
  ).toEqual(["1: tells", "2: asked", "2: judge", "3: TOLD"]);
});

/** What a way out begins with, where it is another sentence or comes behind a colon. */
const elsewhere =
  /(?:: |\. )(?:write|remove|use|put|add|move|set|quote|take|correct|change|name|get|have|map|copy|lower|renew|run|make|issue|did you mean)\b/i;

test("messages name the way out behind a semicolon", () => {
  const folder = join(projectRoot, "server/docs/rules");
  const messages = filesBelow(folder).flatMap((path) => messagesIn(readFileSync(path, "utf8")));
  expect(messages.length).toBeGreaterThan(500);
  expect(messages.filter((message) => elsewhere.test(message))).toEqual([]);
});

/** The messages of a rule's page: the first paragraph of each quotation. */
function messagesIn(page: string): string[] {
  return [...page.matchAll(/(?<!^>.*\n)^> (.+)/gm)].map(([, message = ""]) => message);
}

/** The replaced words of a text with their lines. The parts of a name count as words. */
function wordsIn(text: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const words = line
      .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
      .replaceAll("_", " ")
      .replace(allowed, "");
    return [...words.matchAll(replaced)].map(([word]) => `${index + 1}: ${word}`);
  });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
