import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { pathTitles } from "../../server/src/setup/pathTitles.ts";
import { clientTexts, textsOf } from "../support/clientTexts.ts";
import { projectRoot } from "../support/tools.ts";

/** Languages that the words of the extension are translated to; those of the language server are English. */
const translations = ["de", "ja"];

const manifestWords = read("package.nls.json");
const { translated, plain } = clientTexts();
const clientWords = Object.fromEntries(
  [...translated, ...Object.values(pathTitles)].map((text) => [text, text]),
);

/** What begins like a sentence or has two words, and is the same in every language: names, and what people type or programs read. */
const untranslatable = new Set([
  ...["PostgreSQL SSL", "PostgreSQL \0", "PostgreSQL CA\0", "TLS", "PEM", "PKCS #12"],
  ...["EC P-256", "EC P-384", "RSA 3072", "RSA 4096", "Ed25519", "TLSv1.2", "TLSv1.3", "HEAD"],
  "CN={role}@example.com,O=Example",
  "app, reporting",
  'FATAL: no pg_hba.conf entry for host "10.0.0.1", …',
  "service=production, or host=db.example.com user=postgres",
  // For the log, and for those who develop the extension.
  "The language server did not start: \0",
  "a set-up needs a path",
]);

test("the client shows no words but those that are translated", () => {
  expect(plain.filter(({ text }) => isProse(text) && !untranslatable.has(text))).toEqual([]);
});

test("there is a bundle for each language, and no other", () => {
  expect(readdirSync(join(projectRoot, "l10n")).sort()).toEqual(
    translations.map((language) => `bundle.l10n.${language}.json`),
  );
});

describe.each(translations)("%s", (language) => {
  it.each([
    ["the manifest", manifestWords, read(`package.nls.${language}.json`)],
    ["the client", clientWords, read(`l10n/bundle.l10n.${language}.json`)],
  ])(
    "has each text of %s and nothing else, with the same placeholders, links and code",
    (_, words, given) => {
      expect(Object.keys(given).sort()).toEqual(Object.keys(words).sort());
      for (const [key, text] of Object.entries(given)) {
        expect(text.trim(), key).not.toBe("");
        expect(marksOf(text), key).toEqual(marksOf(words[key] ?? ""));
      }
    },
  );
});

test.each([
  ['f("Two words")', { translated: [], plain: ["Two words"] }],
  ['f(l10n.t("Two words", "and more"))', { translated: ["Two words"], plain: ["and more"] }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source of a template
  ["f(`Write ${n} Files`)", { translated: [], plain: ["Write \0 Files"] }],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source of a template
  ['html`<a title="Go on" class="Big one">${l10n.t("Go")}</a>`', { translated: ["Go"], plain: ["\0 Go on"] }],
  ['import a from "Two words"; type B = "Two words";', { translated: [], plain: [] }],
])("texts of %j are found", (source, texts) => {
  expect(textsOf(source)).toEqual(texts);
});

/** Whether a text is for people: it has two words, or one with a capital letter. Names of the code have theirs in the middle. */
function isProse(text: string): boolean {
  const isName = /^[\w./-]*[a-z]+[A-Z][\w.]*[\0=]*$/.test(text);
  return /\p{Ll},? \(?\p{L}|\p{Lu}\p{Ll}|^\p{Lu}/u.test(text) && !isName;
}

/** What a translation must have as the text has it: placeholders, commands of links, and code. */
function marksOf(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|\(command:[^)]*\)|`[^`]*`/g)].map(([mark]) => mark).sort();
}

function read(path: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(projectRoot, path), "utf8"));
}
