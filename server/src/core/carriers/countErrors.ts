import type { HostLanguage } from "../model/language.ts";
import { loadYaml } from "./yaml/yaml.ts";
import { maskTemplate } from "./yaml/yamlTemplate.ts";

/** How many errors a text has as YAML or JSON, with what a template fills in as if it were written there; none in other languages. */
export async function countErrors(source: string, language: HostLanguage): Promise<number> {
  if (language !== "yaml" && language !== "json") return 0;
  const yaml = await loadYaml();
  if (language === "json") {
    const { countJsonErrors } = await import("./yaml/json.ts");
    return countJsonErrors(source, yaml);
  }
  const documents = yaml.parseAllDocuments(maskTemplate(source).read, {
    logLevel: "silent",
    uniqueKeys: false,
  });
  return Array.isArray(documents) ? documents.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}
