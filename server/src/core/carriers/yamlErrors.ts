import { loadYaml } from "./yaml.ts";
import { maskTemplate } from "./yamlTemplate.ts";

/** How many errors a text of YAML has, with what a template fills in as if it were written there. */
export async function countYamlErrors(source: string): Promise<number> {
  const { parseAllDocuments } = await loadYaml();
  const documents = parseAllDocuments(maskTemplate(source).read, { logLevel: "silent", uniqueKeys: false });
  return Array.isArray(documents) ? documents.reduce((sum, { errors }) => sum + errors.length, 0) : 0;
}
