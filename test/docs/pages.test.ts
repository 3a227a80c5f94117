import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { setupPaths } from "../../server/src/setup/request.ts";
import { parseExample } from "../support/annotated.ts";
import { projectRoot } from "../support/tools.ts";

const pageOf = (name: string) => readFileSync(join(projectRoot, "server/docs", name), "utf8");

test("settings.md has a row for each setting, with its default where that is a word or a number", () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    contributes: { configuration: { properties: Record<string, { default?: unknown }> } };
  };
  const rows = pageOf("settings.md").matchAll(/^\| `(pgssl\.[\w.]+)` \| (?:`([^`]*)`|[^|]*) \|/gm);
  const described = Object.fromEntries([...rows].map(([, name = "", value]) => [name, value]));
  const expected = Object.entries(manifest.contributes.configuration.properties).map(([name, property]) => {
    const value = property.default;
    if (value === null || value === "" || Array.isArray(value)) return [name, undefined];
    return [name, typeof value === "string" ? value : JSON.stringify(value)];
  });
  expect(described).toEqual(Object.fromEntries(expected));
});

test.each(["cli.md", "setup.md", "settings.md"])(
  "%s names only options that the command line has",
  (name) => {
    const folder = join(projectRoot, "server/src/cli");
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".ts"),
    );
    const source = sources.map((path) => readFileSync(join(folder, path), "utf8")).join("\n");
    const options = [...pageOf(name).matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);
    expect(options.length).toBeGreaterThan(0);
    expect(options.filter((option) => !new RegExp(`${option}(?![\\w-])`).test(source))).toEqual([]);
  },
);

test("setup.md has an example of each thing that pgssl init makes", () => {
  const examples = [...pageOf("setup.md").matchAll(/^pgssl init ([\w-]+) /gm)].map(([, path]) => path);
  expect(examples.sort()).toEqual([...setupPaths].sort());
});

test("rule-examples.md explains every certificate, key and CRL that an example names", () => {
  const explained = new Set([...pageOf("rule-examples.md").matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  const named = rulesWithPages
    .flatMap(({ bad, good }) => [...bad, ...good])
    .flatMap((text) => parseExample(text, "postgresql-conf").files)
    .flatMap(({ material = [] }) => material);
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)].filter((name) => !explained.has(name))).toEqual([]);
});
