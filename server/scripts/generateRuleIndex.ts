import { readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../src/core/rules");

/** Where the index of rules is. */
export const ruleIndexPath = join(folder, "index.generated.ts");

/** The index of rules: one import a file of the folder, in the order of their names. */
export async function ruleIndex(): Promise<string> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".generated.ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
  return `// GENERATED from the files beside it by server/scripts/generateRuleIndex.ts
import type { Rule } from "../ruleKit/rule.ts";
${names.map((name) => `import { ${name} } from "./${name}.ts";\n`).join("")}
/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [
${names.map((name) => `  ${name},\n`).join("")}];
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(ruleIndexPath, await ruleIndex());
