import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { severities } from "../src/core/model/diagnostic.ts";
import { copySuffixes, stemSeparators, stems, templateSuffixes } from "../src/core/model/fileNames.ts";
import { languages } from "../src/core/model/language.ts";
import { rules } from "../src/core/rules/index.generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const path = join(root, "package.json");

/** package.json with the names of all rules in the schema of the setting `pgssl.rules`, and the names of files of each language. */
export async function manifestWithNames(): Promise<string> {
  const manifest = JSON.parse(await readFile(path, "utf8"));
  // Of this form the settings page can edit them.
  manifest.contributes.configuration.properties["pgssl.rules"].properties = Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      { type: "string", enum: [...severities, "off"], description: rule.summary },
    ]),
  );
  for (const language of manifest.contributes.languages) {
    if (languages.includes(language.id)) language.filenamePatterns = filePatterns(language);
  }
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The names of a language's files and of their copies; patterns of folders stay as they are. */
function filePatterns({ id, filenamePatterns }: { id: string; filenamePatterns: string[] }): string[] {
  const suffixes = ["", ...copySuffixes, ...templateSuffixes.map((suffix) => `*${suffix}`)];
  return [
    ...stems
      .filter(({ language }) => language === id)
      .flatMap(({ stem, isLonger, isAlone }) => [
        ...[`${stem}${isLonger ? "*" : ""}.conf`, `*[${stemSeparators.join("")}]${stem}.conf`].flatMap(
          (name) => suffixes.map((suffix) => name + suffix),
        ),
        ...templateSuffixes.map((suffix) => `${stem}[-_]conf${suffix}`),
        ...(isAlone ? templateSuffixes.map((suffix) => stem + suffix) : []),
      ]),
    ...filenamePatterns.filter((pattern) => pattern.includes("/")),
  ];
}

const repositoryPath = join(root, "server/src/core/model/repository.generated.ts");

/** The module with the address of the repository, which links to pages begin with. `manifest` is the text of package.json. */
export function repositoryModule(manifest: string): string {
  const { url }: { url: string } = JSON.parse(manifest).repository;
  const page = url.replace(/^git\+/, "").replace(/\.git$/, "");
  return `// GENERATED from package.json by server/scripts/generateManifest.ts\n\n/** The page of the repository. */\nexport const repositoryUri = "${page}";\n`;
}

const schemaPath = join(root, "syntaxes/settings.generated.schema.json");

/** What a settings file has other words for than the editor: its paths start elsewhere. */
const ownDescriptions: Readonly<Record<string, string>> = {
  dataDirectory: "The server's data directory. A relative path starts at the folder of this file.",
  pathMappings:
    "Where files of the server are on this machine: the beginning of a path there, and the folder here. A relative one starts at the folder of this file.",
  serviceFile:
    "A connection service file with clients of this server. A relative path starts at the folder of this file.",
};

/** The schema of `.pgssl.json`, of the settings that it shares with the editor. `manifest` is the text of package.json. */
export async function settingsSchema(manifest: string): Promise<string> {
  const words = JSON.parse(await readFile(join(root, "package.nls.json"), "utf8"));
  const properties: Record<string, unknown> = { $schema: { type: "string" } };
  const given: Record<string, Record<string, unknown>> = JSON.parse(manifest).contributes.configuration
    .properties;
  for (const [id, { scope, order, default: _, ...property }] of Object.entries(given)) {
    const name = id.slice("pgssl.".length);
    if (scope !== "resource") continue;
    const text = JSON.stringify(property, (key, value) => {
      if (key === "enum" || key === "type") return valuesOfFile(name, value);
      return typeof value === "string" ? value.replace(/^%(.*)%$/, (_all, word) => words[word]) : value;
    });
    const schema = {
      ...JSON.parse(text),
      ...(ownDescriptions[name] && { markdownDescription: ownDescriptions[name] }),
    };
    // What only some editors show is for all in a field that all of them show.
    schema.description = schema.markdownDescription;
    if (Array.isArray(property.enum) && property.enum[0] === "auto") schema.enumDescriptions?.shift();
    const [first = "", second] = name.split(".");
    if (second === undefined) properties[first] = schema;
    else
      properties[first] = { type: "object", additionalProperties: false, properties: { [second]: schema } };
  }
  const head = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of pgssl",
    type: "object",
  };
  return `${JSON.stringify({ ...head, additionalProperties: false, properties }, null, 2)}\n`;
}

/** A file has no setting that is not set, nor a platform of the machine. */
function valuesOfFile(name: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const values = value.filter((one) => one !== "auto" && !(name === "serverVersion" && one === "string"));
  return values.length === 1 ? values[0] : values;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await manifestWithNames();
  await writeFile(path, manifest);
  await writeFile(repositoryPath, repositoryModule(manifest));
  await writeFile(schemaPath, await settingsSchema(manifest));
}
