import { describe, expect, test } from "vitest";
import { createLanguageService, defaultProjectSettings } from "../../server/src/core/index.ts";
import { openSslFamilies } from "../../server/src/core/model/serverBuild.ts";
import { languagesOf, type Rule } from "../../server/src/core/ruleKit/rule.ts";
import { rules } from "../../server/src/core/rules/index.generated.ts";
import { toRange } from "../../server/src/lsp/convert.ts";
import { pki } from "../../server/src/pki/index.ts";
import { type Example, parseExample } from "../support/annotated.ts";
import { exampleFiles } from "../support/exampleFiles.ts";
import { defaultOwner, MemoryHost } from "../support/memoryHost.ts";

/** Where a rule reports something in an example: path, line, start, end. */
type Mark = readonly [path: string, line: number, start: number, end: number];

async function report(rule: Rule, example: Example): Promise<Mark[]> {
  const host = new MemoryHost({}, Date.now()); // the certificates are made for today
  for (const { path, bytes, mode, owner, kind } of exampleFiles(example)) {
    host.write(
      `/data/${path}`.replace(/\/\.?$/, ""),
      kind === "file" ? { bytes, mode, owner } : { mode, owner, kind },
    );
  }
  if (!(await host.stat("file:///data")))
    host.write("/data", { kind: "directory", mode: 0o700, owner: defaultOwner });
  const service = createLanguageService(host, async () => pki);
  const openssl = openSslFamilies.find((family) => family === example.directives.openssl);
  service.settings = { ...defaultProjectSettings, ...(openssl && { openssl }) };
  const marks: Mark[] = [];
  for (const { path, language } of example.files) {
    if (!language) continue;
    const found = await service.diagnose(`file:///data/${path}`);
    const lines = (await service.document(`file:///data/${path}`))?.lines ?? [];
    for (const { rule: id, line, span } of found ?? []) {
      const { start, end } = toRange(lines, line, span);
      if (id === rule.id) marks.push([path, start.line, start.character, end.character]);
    }
  }
  return marks;
}

/** What no example can show: lines too long to print. They have tests of their own. */
const withoutExamples: ReadonlySet<string> = new Set(["line-too-long"]);

test("rules have names of their own", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of ids) expect(id).toMatch(/^[a-z]+[0-9]*(-[a-z0-9]+)+$/);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  const language = languagesOf(rule)[0] ?? "postgresql-conf";

  test("is an error only where the server refuses something", () => {
    if (rule.severity === "error") expect(rule.serverEffect).not.toBeNull();
    if (!withoutExamples.has(rule.id)) expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });

  test.each(rule.bad.map((text) => [text]))("reports just what is marked in %s", async (text) => {
    const example = parseExample(text, language);
    const expected = example.expected.map(({ path, line, start, end }): Mark => [path, line, start, end]);
    expect(expected.length).toBeGreaterThan(0);
    expect((await report(rule, example)).sort()).toEqual(expected.sort());
  });

  test.each(rule.good.map((text) => [text]))("is silent about %s", async (text) => {
    expect(await report(rule, parseExample(text, language))).toEqual([]);
  });
});
