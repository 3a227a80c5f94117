import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as immediately } from "node:timers/promises";
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

const sources = join(projectRoot, "server/src");

const sourceFiles = (): string[] =>
  readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".generated.ts"),
  );

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
  for (const file of sourceFiles()) {
    const { code } = transformSync(readFileSync(join(sources, file), "utf8"), { loader: "ts" });
    visit(parseAst(code), file);
  }
  return found;
}

/** The places of `new RegExp` in a file. */
function constructions(file: string): number {
  const { code } = transformSync(readFileSync(join(sources, file), "utf8"), { loader: "ts" });
  return code.match(/\bnew RegExp\(/g)?.length ?? 0;
}

/** Files that build expressions where a function runs, each with what keeps these from taking long. */
const builtWhenUsed: Readonly<Record<string, string>> = {
  "core/carriers/shell/shellFileNames.ts": "fixed words and the names of 20 variables, without repetition",
  "core/carriers/shell/shellGroups.ts":
    "given one line, a match begins at its start, and what is repeated over other text has a bound",
  "core/carriers/shell/shellWrites.ts":
    "a match begins at the start of a line, and what is repeated over other text has a bound",
  "core/carriers/strings/foundString.ts":
    "an expression of the sources, which is tried as a literal, with other flags",
  "core/model/address.ts": "given an address that was read and written again",
  "core/model/fileNames.ts": "one for each row of a table, all of which are tried here",
  "core/syntax/directive.ts": "repeats sets of characters that have nothing in common with what follows them",
  "core/syntax/template.ts": "two expressions that are tried here, as alternatives",
  "core/syntax/serverLog/linePrefix.ts": "hostileFiles.test.ts has its prefixes",
  "core/syntax/conf/checks/standbyNames.ts":
    "each character of what it reads fits one place of the expression",
};

/** The expressions that the sources build from parts, by the file that does. */
async function builtExpressions(): Promise<Map<string, RegExp[]>> {
  const built = new Map<string, RegExp[]>();
  const original = RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, parts) {
      const expression = Reflect.construct(target, parts) as RegExp;
      const [, file = ""] = /server\/src\/([\w/]+\.ts)/.exec(new Error().stack ?? "") ?? [];
      built.set(file, [...(built.get(file) ?? []), expression]);
      return expression;
    },
  });
  try {
    for (const file of sourceFiles()) if (constructions(file) > 0) await import(join(sources, file));
  } finally {
    globalThis.RegExp = original;
  }
  return built;
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
async function findSlow(expression: RegExp): Promise<string | undefined> {
  await immediately(); // the runner hears of the test now and then
  for (const text of hostileTexts(expression.source))
    if (isSlow(expression, text) && isSlow(expression, text) && isSlow(expression, text))
      return text.slice(0, 12);
  return undefined;
}

/** Whether a search takes more than the budget: once it may, since the runtime compiles and collects garbage at the same time. */
function isSlow(expression: RegExp, text: string): boolean {
  const before = process.cpuUsage();
  text.replace(expression, "");
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 > budget;
}

test("no regular expression takes more than linear time, but for those that are given short texts alone", async () => {
  const slow: Record<string, string> = {};
  for (const [literal, { file, expression }] of expressions()) {
    if (!/[*+]|,\}/.test(literal)) continue;
    const text = await findSlow(expression);
    if (text !== undefined) slow[literal] = `${file}: ${JSON.stringify(text)}`;
  }
  expect(Object.entries(slow).filter(([literal]) => !(literal in reviewed))).toEqual([]);
  expect(Object.keys(reviewed).filter((literal) => !(literal in slow))).toEqual([]);
});

test("expressions that are built from parts take linear time too", async () => {
  const built = await builtExpressions();
  for (const file of sourceFiles())
    if (!(file in builtWhenUsed)) expect(built.get(file)?.length ?? 0, file).toBe(constructions(file));
  const slow: Record<string, string> = {};
  for (const [file, expressions] of built)
    for (const expression of expressions) {
      const text = await findSlow(expression);
      if (text !== undefined) slow[String(expression)] = `${file}: ${JSON.stringify(text)}`;
    }
  expect(slow).toEqual({});
});
