import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { parseAst } from "vite";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

/** Characters of each hostile text: a search in quadratic time takes seconds for them, a linear one less than a millisecond. */
const length = 40_000;
/** Milliseconds of a processor for one text. */
const budget = 80;

/** Expressions that are slow for such texts, each with what keeps these from it. */
const reviewed: Readonly<Record<string, string>> = {
  "/\\B(?=(\\d{3})+$)/g": "the digits of the size of a network, of which there are 39 at the most",
};

/** The regular expressions in the server's sources, each with a file that has it. */
function expressions(): Map<string, { readonly file: string; readonly expression: RegExp }> {
  const found = new Map<string, { file: string; expression: RegExp }>();
  const visit = (node: unknown, file: string): void => {
    if (typeof node !== "object" || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex)
      found.set(`/${regex.pattern}/${regex.flags}`, {
        file,
        expression: new RegExp(regex.pattern, regex.flags),
      });
    for (const value of Object.values(node)) visit(value, file);
  };
  const folder = join(projectRoot, "server/src");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".generated.ts")) continue;
    const { code } = transformSync(readFileSync(join(folder, file), "utf8"), { loader: "ts" });
    visit(parseAst(code), file);
  }
  return found;
}

/** Texts that make an expression try again and again: its own characters and words, repeated, and an end that fits nothing. */
function* hostileTexts(source: string): Generator<string> {
  const characters = [...new Set(["a", "0", " ", "\n", "_", ...source.replace(/\\[a-zA-Z]/g, "")])];
  const words = source.match(/[\w -]{2,}/g) ?? [];
  for (const unit of [...characters, ...words]) {
    const run = unit.repeat(length / unit.length);
    yield `${run}\u0000`;
    yield `x${run}\u0000\n`;
    for (const word of words.slice(0, 3)) yield `${word}${run}\u0000`;
  }
  for (const first of characters.slice(0, 8))
    for (const second of characters.slice(0, 8))
      if (first !== second) yield `${(first + second).repeat(length / 2)}\u0000`;
}

/** The first text for which an expression is slow, by its start. */
function findSlow(expression: RegExp): string | undefined {
  for (const text of hostileTexts(expression.source)) {
    const before = process.cpuUsage();
    text.replace(expression, "");
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > budget) return text.slice(0, 12);
  }
  return undefined;
}

test("no regular expression takes more than linear time, but for those that are given short texts alone", () => {
  const slow: Record<string, string> = {};
  for (const [literal, { file, expression }] of expressions()) {
    if (!/[*+]|,\}/.test(literal)) continue;
    const text = findSlow(expression);
    if (text !== undefined) slow[literal] = `${file}: ${JSON.stringify(text)}`;
  }
  expect(Object.entries(slow).filter(([literal]) => !(literal in reviewed))).toEqual([]);
  expect(Object.keys(reviewed).filter((literal) => !(literal in slow))).toEqual([]);
}, 120_000);
