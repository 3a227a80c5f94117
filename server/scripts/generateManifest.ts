import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { copySuffixes, languages } from "../src/core/model/language.ts";
import { rules } from "../src/core/rules/index.generated.ts";

const path = join(dirname(fileURLToPath(import.meta.url)), "../../package.json");

/** package.json with the names of all rules in the schema of the setting `pgssl.rules`, and the names of files of each language. */
export async function manifestWithNames(): Promise<string> {
  const manifest = JSON.parse(await readFile(path, "utf8"));
  manifest.contributes.configuration.properties["pgssl.rules"].propertyNames = {
    enum: rules.map((rule) => rule.id),
    markdownEnumDescriptions: rules.map((rule) => rule.summary),
  };
  for (const language of manifest.contributes.languages) {
    if (languages.includes(language.id)) language.filenamePatterns = filePatterns(language);
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The names of a language's files and of their copies; patterns of folders stay as they are. */
function filePatterns({ id, filenamePatterns }: { id: string; filenamePatterns: string[] }): string[] {
  const stem = id === "postgresql-conf" ? "postgresql" : id.replace("-", "_");
  const suffixes = ["", ...copySuffixes];
  return [
    ...[`${stem}*.conf`, `*.${stem}.conf`].flatMap((name) => suffixes.map((suffix) => name + suffix)),
    ...filenamePatterns.filter((pattern) => pattern.includes("/")),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(path, await manifestWithNames());
