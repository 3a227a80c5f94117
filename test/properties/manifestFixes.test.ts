import { describe, expect, test } from "vitest";
import { countErrors } from "../../server/src/core/carriers/countErrors.ts";
import { embed } from "../../server/src/core/carriers/embed.ts";
import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import type { TextEdit } from "../../server/src/core/model/diagnostic.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { languagesOf } from "../../server/src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { parseExample } from "../support/annotated.ts";
import { openFiles } from "../support/openService.ts";

const patroni = "scope: x\npostgresql:\n  bin_dir: /usr/lib/postgresql/16/bin\n";
const items = (lines: readonly string[], write: (line: string) => string, indent: string) =>
  lines.map((line) => `${indent}- ${write(line)}\n`).join("");
const single = (line: string) => `'${line.replaceAll("'", "''")}'`;

/** How carriers hold records in YAML, and in JSON. */
const yamlForms: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  "items, with line ends of Windows": (lines) =>
    `${patroni}  pg_hba:\n${items(lines, single, "  ")}`.replaceAll("\n", "\r\n"),
  "a list in brackets": (lines) =>
    `${patroni}  pg_hba: [\n${lines.map((line) => `    ${JSON.stringify(line)}`).join(",\n")}]\n`,
  "a file of a ConfigMap": (lines) =>
    `kind: ConfigMap\ndata:\n  pg_hba.conf: |-\n    # pgssl: version=16\n${lines.map((line) => `    ${line}\n`).join("")}  other: x\n`,
};

const jsonForms: typeof yamlForms = {
  "a list of JSON in one line": (lines) =>
    JSON.stringify({ scope: "x", postgresql: { bin_dir: "/usr/lib/postgresql/16/bin", pg_hba: lines } }),
  "a list of JSON, with line ends of Windows": (lines) =>
    JSON.stringify(
      {
        apiVersion: "acid.zalan.do/v1",
        kind: "postgresql",
        spec: { postgresql: { version: "16" }, patroni: { pg_hba: lines } },
      },
      null,
      "\t",
    ).replaceAll("\n", "\r\n"),
  "a file of a ConfigMap in JSON": (lines) =>
    JSON.stringify(
      {
        kind: "ConfigMap",
        data: { "pg_hba.conf": ["# pgssl: version=16", ...lines].join("\n"), other: "x" },
      },
      null,
      2,
    ),
};

const forms = [
  ...Object.entries(yamlForms).map(([name, form]) => [name, form, "yaml"] as const),
  ...Object.entries(jsonForms).map(([name, form]) => [name, form, "json"] as const),
];

/** Of each rule; each is opened anew for each form. */
const maxExamples = 2;

/** Records of the examples of rules about pg_hba.conf that have fixes. */
const examples = rulesWithPages
  .filter((rule) => rule.fix && languagesOf(rule)[0] === "pg-hba")
  .flatMap((rule) =>
    rule.bad.slice(0, maxExamples).flatMap((bad) => {
      const { files, directives } = parseExample(bad, "pg-hba");
      const { text = "" } = files.find(({ language }) => language === "pg-hba") ?? {};
      const lines = text.split("\n").filter((line) => !/^\s*#\s*\^+/.test(line) && line.trim() !== "");
      return Object.keys(directives).length === 0 && lines.length > 0 ? [{ id: rule.id, lines }] : [];
    }),
  );

/** Answers about plain files, which several forms have the same. */
const answers = new Map<string, unknown>();
async function remembered<Answer>(key: string, find: () => Promise<Answer>): Promise<Answer> {
  if (!answers.has(key)) answers.set(key, await find());
  return answers.get(key) as Answer;
}

describe.each(forms)("%s", (_, form, language) => {
  const host = `file:///repo/cluster.${language}`;

  test("each fix does to the part what it does to the file, and leaves what YAML or JSON is", async () => {
    let count = 0;
    for (const { id, lines } of examples) {
      const source = form(lines);
      const part = await partOf(source, language);
      if (!part) continue;
      const plain = await remembered(`${id} ${part.text}`, () =>
        fixesOf("file:///data/pg_hba.conf", "pg-hba", part.text, id),
      );
      for (const { title, edits } of await fixesOf(host, language, source, id)) {
        const wanted = plain.filter((fix) => fix.title === title).map((fix) => applied(part.text, fix.edits));
        if (wanted.length === 0) continue;
        const after = applied(source, edits);
        count++;
        expect(wanted).toContain((await partOf(after, language))?.text);
        expect(await countErrors(after, language)).toBe(0);
        expect(source.includes("\r") && /[^\r]\n|\r\r/.test(after)).toBe(false);
      }
    }
    expect(count).toBeGreaterThan(60);
  });

  test("what is safe is made at once, and nothing safe is left", async () => {
    let count = 0;
    for (const { lines } of examples) {
      const source = form(lines);
      const part = await partOf(source, language);
      const wanted =
        part &&
        (await remembered(part.text, () => allApplied("file:///data/pg_hba.conf", "pg-hba", part.text)));
      if (wanted === undefined || wanted === part?.text) continue;
      count++;
      const after = await allApplied(host, language, source);
      expect((await partOf(after, language))?.text).toBe(wanted);
      expect(await countErrors(after, language)).toBe(0);
    }
    expect(count).toBeGreaterThan(2);
  });
});

type HostForm = "yaml" | "json";

/** What is left of a text when nothing is safe to change any more. */
async function allApplied(uri: string, language: "pg-hba" | HostForm, text: string): Promise<string> {
  const { service } = openFiles(language === "pg-hba" ? { PG_VERSION: "16\n" } : {});
  let now = text;
  for (let round = 0; round < 4; round++) {
    service.open(new SourceDocument(uri, language, round, now));
    const edits = (await service.safeEdits(uri)) ?? [];
    if (edits.length === 0) break;
    now = applied(now, edits);
  }
  return now;
}

async function partOf(source: string, language: HostForm) {
  const clusters = await embed(source, language);
  return clusters.flatMap(({ files }) => files).find(({ language }) => language === "pg-hba");
}

async function fixesOf(uri: string, language: "pg-hba" | HostForm, text: string, rule: string) {
  const { service } = openFiles(language === "pg-hba" ? { PG_VERSION: "16\n" } : {});
  service.open(new SourceDocument(uri, language, 1, text));
  const fixes = await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER);
  return fixes.flatMap(({ title, edits, diagnostic }) =>
    diagnostic.rule === rule && edits?.every(({ place }) => place.uri === uri) ? [{ title, edits }] : [],
  );
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(splitLines(text), edits);
}
