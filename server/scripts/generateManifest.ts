import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rules } from "../src/core/rules/index.generated.ts";

const path = join(dirname(fileURLToPath(import.meta.url)), "../../package.json");

/** package.json with the names of all rules in the schema of the setting `pgssl.rules`. */
export async function manifestWithRules(): Promise<string> {
  const manifest = JSON.parse(await readFile(path, "utf8"));
  manifest.contributes.configuration.properties["pgssl.rules"].propertyNames = {
    enum: rules.map((rule) => rule.id),
    markdownEnumDescriptions: rules.map((rule) => rule.summary),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(path, await manifestWithRules());
