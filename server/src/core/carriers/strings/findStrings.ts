import { stringMarks } from "../../model/carrierMarks.ts";
import type { HostLanguage } from "../../model/language.ts";
import { loadYaml } from "../yaml/yaml.ts";
import { jsonStrings, propertiesStrings } from "./configurationStrings.ts";
import type { FoundString } from "./foundString.ts";
import { onlyMarked } from "./onlyMarked.ts";
import { readDotenv } from "./readDotenv.ts";
import { dockerfileStrings, shellStrings } from "./scriptStrings.ts";
import { sqlStrings } from "./sqlStrings.ts";
import { stringsOfEnvironment } from "./variables.ts";
import { yamlStrings } from "./yamlStrings.ts";

/** UTF-16 units of the longest text that is looked through. */
const maxLength = 2_000_000;
/** Strings of one document at the most. */
const maxStrings = 1_000;

/** The connection strings in a host document, in the order of the document; none in most. */
export async function findStrings(text: string, language: HostLanguage): Promise<readonly FoundString[]> {
  if (!stringMarks[language].test(text) || text.length > maxLength) return [];
  const found = await findIn(text, language);
  const sorted = [...found].sort((a, b) => a.place.from - b.place.from);
  // A scalar can be an entry of a map, one of a list of variables, and a word of a command.
  return sorted
    .filter(({ place }, index) => place.from !== sorted[index - 1]?.place.from)
    .slice(0, maxStrings);
}

async function findIn(text: string, language: HostLanguage): Promise<readonly FoundString[]> {
  switch (language) {
    case "dotenv":
      return stringsOfEnvironment(readDotenv(text));
    case "json":
      return jsonStrings(text);
    case "properties":
      return propertiesStrings(text);
    case "sql":
      return sqlStrings(text);
    case "yaml":
      return yamlStrings(onlyMarked(text), await loadYaml());
    case "dockerfile":
      return dockerfileStrings(text);
    case "shellscript":
      return shellStrings(text);
  }
}
