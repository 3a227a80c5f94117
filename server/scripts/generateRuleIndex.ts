import { readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../src/core/rules");

/** Where the index of rules is, and that of their pages. */
export const ruleIndexPath = join(folder, "index.generated.ts");
export const pageIndexPath = join(folder, "pages.generated.ts");

/** The index of rules: one import a file of the folder, in the order of their names. */
export async function ruleIndex(): Promise<string> {
  const names = await ruleNames();
  return `${header}
import type { Rule } from "../ruleKit/rule.ts";
${names.map((name) => `import { ${name} } from "./${name}.ts";\n`).join("")}
/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [
${names.map((name) => `  ${name},\n`).join("")}];
`;
}

/** The rules with their pages, in the same order. */
export async function pageIndex(): Promise<string> {
  const names = await ruleNames();
  return `${header}
import type { RuleWithPage } from "../ruleKit/rule.ts";
${names.map((name) => `import { ${name}, ${name}Page } from "./${name}.ts";\n`).join("")}
/** All rules with their pages, in the order of their ids: for documents and tests, and in no program. */
export const rulesWithPages: readonly RuleWithPage[] = [
${names.map((name) => `  { ...${name}, ...${name}Page },\n`).join("")}];
`;
}

const header = "// GENERATED from the files beside it by server/scripts/generateRuleIndex.ts";

async function ruleNames(): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(ruleIndexPath, await ruleIndex());
  await writeFile(pageIndexPath, await pageIndex());
}
