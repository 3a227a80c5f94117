import type { AuthLanguage } from "../../model/language.ts";
import type { EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import { placeAt } from "../kubernetes/kubernetes.ts";
import { type ItemsOptions, writeItems } from "../writeEntries.ts";
import { type SettingsOptions, writeSettings } from "../writeSettings.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

/** What an operator writes around the user's lines. */
interface OwnLines {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** There are others that are not known here. */
  readonly isPartial?: boolean;
}

/** The file of records that an operator makes of a list; what is wrong with the items is added to `problems`. */
export function recordsFile(
  document: YamlDocument,
  language: AuthLanguage,
  path: readonly string[],
  problems: EmbeddedProblem[],
  { before = [], after = [], isPartial, ...options }: OwnLines & ItemsOptions = {},
): EmbeddedFile {
  const writer = new FileWriter(language, document.source).add(...before);
  writeItems(document, document.at(...path), writer, problems, options);
  return writer.add(...after).finish(placeAt(document, path), "items", isPartial);
}

/** The postgresql.conf that an operator makes of a map. */
export function settingsFile(
  document: YamlDocument,
  path: readonly string[],
  problems: EmbeddedProblem[],
  { before = [], after = [], isPartial, ...options }: OwnLines & SettingsOptions,
): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source).add(...before);
  writeSettings(document, document.at(...path), writer, problems, options);
  return writer.add(...after).finish(placeAt(document, path), "map", isPartial);
}
