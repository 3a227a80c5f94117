import type { HostLanguage } from "../model/language.ts";
import type { HostEdit, HostSpan } from "./hostSpan.ts";
import { loadYaml, parseYaml } from "./yaml/yaml.ts";

/** The edit that removes what is written at a span; `undefined` where none does so cleanly. */
export type Remove = (span: HostSpan) => HostEdit | undefined;

/** What removes words from a text: in YAML and JSON with the entries that would be empty, in other languages the words alone. */
export async function removerOf(source: string, language: HostLanguage): Promise<Remove> {
  if (language !== "yaml" && language !== "json") return (span) => ({ ...span, newText: "" });
  const yaml = await loadYaml();
  const parse = language === "json" ? (await import("./yaml/json.ts")).parseJson : parseYaml;
  const documents = parse(source, yaml);
  return (span) => documents.map((document) => document.remove(span)).find((edit) => edit !== undefined);
}
