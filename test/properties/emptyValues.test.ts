import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { countErrors } from "../../server/src/core/carriers/countErrors.ts";
import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { languagesOf } from "../../server/src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { parseExample } from "../support/annotated.ts";
import { openFiles } from "../support/openService.ts";

type Fields = readonly (readonly [name: string, value: string])[];
type Form = (entries: readonly Fields[]) => string;

const quote = (value: string) => `'${value.replaceAll("'", "''")}'`;
const blockLines = (entries: readonly Fields[], write: (name: string, value: string) => string) =>
  entries
    .map((fields) => `  - ${fields.map(([name, value]) => write(name, value)).join("\n    ")}\n`)
    .join("");
const flowLines = (entries: readonly Fields[], write: (name: string, value: string) => string) =>
  entries
    .map((fields) => `  - { ${fields.map(([name, value]) => write(name, value)).join(", ")} }\n`)
    .join("");

/** The words of options as a list, the rest as a text. */
const listed = (name: string, value: string) =>
  name === "options" ? `options: [${value.split(" ").map(quote).join(", ")}]` : `${name}: ${quote(value)}`;
const itemized = (name: string, value: string) =>
  name === "options"
    ? `options:\n${value
        .split(" ")
        .map((word) => `      - ${quote(word)}`)
        .join("\n")}`
    : `${name}: ${quote(value)}`;
const mapped = (name: string, value: string) => {
  const words = value.split(" ").map((word) => word.split("="));
  return name === "options"
    ? `options: { ${words.map(([key, ...rest]) => `${key}: ${quote(rest.join("="))}`).join(", ")} }`
    : `${name}: ${quote(value)}`;
};
const quoted = (name: string, value: string) => `${name}: ${quote(value)}`;
const doubled = (name: string, value: string) => `${name}: ${JSON.stringify(value)} # ours`;

const head = 'before: [a]\npostgresql_version: "16"\n';
const tail = "after: { a: [b] }\n";
const records = "postgresql_hba_entries:\n";
const recordForms: Readonly<Record<string, Form>> = {
  "fields on lines": (entries) => head + records + blockLines(entries, quoted) + tail,
  "fields with comments": (entries) => head + records + blockLines(entries, doubled) + tail,
  "fields in braces": (entries) => head + records + flowLines(entries, quoted) + tail,
  "options as a list": (entries) => head + records + flowLines(entries, listed) + tail,
  "options as items": (entries) => head + records + blockLines(entries, itemized) + tail,
  "options as a map": (entries) => head + records + blockLines(entries, mapped) + tail,
};
const options = "postgresql_global_config_options:\n";
const cluster = "before: [a]\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  imageName: x:16\n";
const settingForms: Readonly<Record<string, Form>> = {
  "options on lines": (entries) => head + options + blockLines(entries, quoted) + tail,
  "options in braces": (entries) => head + options + flowLines(entries, quoted) + tail,
  "parameters on lines": (entries) =>
    `${cluster}  postgresql:\n    parameters:\n${pairs(entries, "      ").join("\n")}\n${tail}`,
  "parameters in braces": (entries) =>
    `${cluster}  postgresql: { parameters: { ${pairs(entries, "").join(", ")} } }\n${tail}`,
  "parameters in JSON": (entries) =>
    JSON.stringify(
      {
        before: ["a"],
        apiVersion: "postgresql.cnpg.io/v1",
        kind: "Cluster",
        spec: {
          imageName: "x:16",
          postgresql: {
            parameters: Object.fromEntries(entries.map(([name, value]) => [name?.[1], value?.[1]])),
          },
        },
        after: { a: ["b"] },
      },
      null,
      2,
    ),
};

function pairs(entries: readonly Fields[], indent: string): readonly string[] {
  return entries.map(([name, value]) => `${indent}${name?.[1]}: ${quote(value?.[1] ?? "")}`);
}

const recordNames = ["type", "database", "user", "address", "auth_method"] as const;

function fieldsOfRecord(line: string): Fields | undefined {
  const words = line.trim().split(/\s+/);
  if (/["#@,\\]/.test(line) || words.length < 4) return undefined;
  const names = words[0] === "local" ? recordNames.filter((name) => name !== "address") : recordNames;
  const fields = names.map((name, index) => [name, words[index] ?? ""] as const);
  const rest = words.slice(names.length);
  if (fields.some(([, value]) => value === "")) return undefined;
  return rest.length === 0 ? fields : [...fields, ["options", rest.join(" ")]];
}

function fieldsOfSetting(line: string): Fields | undefined {
  const [, name, value] = /^\s*(\w+)\s*=?\s*'?([^'#]*?)'?\s*$/.exec(line) ?? [];
  return name && value
    ? [
        ["option", name],
        ["value", value],
      ]
    : undefined;
}

/** The entries of examples of rules that have fixes, for one language. */
function examplesOf(language: "pg-hba" | "postgresql-conf", read: (line: string) => Fields | undefined) {
  return rulesWithPages
    .filter((rule) => rule.fix && languagesOf(rule)[0] === language)
    .flatMap((rule) =>
      rule.bad.slice(0, 2).flatMap((bad) => {
        const { files, directives } = parseExample(bad, language);
        const { text = "" } = files.find((file) => file.language === language) ?? {};
        const entries = text.split("\n").flatMap((line) => (/^\s*(?:#|$)/.test(line) ? [] : [read(line)]));
        const known = entries.filter((entry) => entry !== undefined);
        return Object.keys(directives).length === 0 && known.length > 0 ? [known] : [];
      }),
    );
}

/** Values that are nothing: texts, lists and maps without anything in them, and keys without a value. */
function countEmpty(value: unknown): number {
  if (value === null || value === "") return 1;
  if (typeof value !== "object") return 0;
  const inner = Object.values(value);
  return inner.length === 0 ? 1 : inner.reduce((sum: number, one) => sum + countEmpty(one), 0);
}

const recordExamples = examplesOf("pg-hba", fieldsOfRecord);
const settingExamples = examplesOf("postgresql-conf", fieldsOfSetting);

test.each([
  ...Object.entries(recordForms).map(([name, form]) => [name, form, recordExamples, 20] as const),
  ...Object.entries(settingForms).map(([name, form]) => [name, form, settingExamples, 5] as const),
])("a fix leaves no value that is nothing: %s", async (name, form, examples, least) => {
  const language = name.endsWith("JSON") ? "json" : "yaml";
  const uri = `file:///repo/cluster.${language}`;
  const parse = (text: string) => parseAllDocuments(text).map((document) => document.toJS()) as object[];
  let count = 0;
  for (const entries of examples) {
    const source = form(entries);
    const { service } = openFiles({});
    service.open(new SourceDocument(uri, language, 1, source));
    for (const { title, edits } of await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER)) {
      if (!edits || /comment|disable/i.test(title)) continue;
      count++;
      const after = applyEdits(splitLines(source), edits);
      const shown = `${title}\n${source}\n${after}`;
      expect(await countErrors(after, language), shown).toBe(0);
      expect(countEmpty(parse(after)), shown).toBeLessThanOrEqual(countEmpty(parse(source)));
      expect(parse(after)[0], shown).toMatchObject({ before: ["a"], after: { a: ["b"] } });
      expect(
        after.split("\n").find((line) => /[ \t]$|\S {2,}(?!#)|,\s*[\]}]/.test(line)),
        shown,
      ).toBeUndefined();
    }
  }
  expect(count).toBeGreaterThan(least);
});
