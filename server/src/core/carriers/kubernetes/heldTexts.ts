import type { HostLanguage } from "../../model/language.ts";
import { maxManifestLength } from "../limits.ts";
import { nestedDocuments } from "../nested.ts";
import { pemEntries } from "../secrets.ts";
import { loadYaml, parseYaml, type YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";

/** A certificate, key or CRL in a Secret or ConfigMap, as PEM. */
export interface HeldText {
  /** The names of the resource and of the key in it: `orders-tls/tls.crt`. */
  readonly name: string;
  readonly text: string;
}

/** Texts of one stream at the most. */
const maxTexts = 500;

/** What the Secrets and ConfigMaps of a manifest hold as PEM; `undefined` where it is too long to be read. */
export async function heldTexts(
  source: string,
  language: HostLanguage & ("yaml" | "json"),
): Promise<readonly HeldText[] | undefined> {
  if (source.length > maxManifestLength) return undefined;
  const yaml = await loadYaml();
  const documents =
    language === "json" ? (await import("../yaml/json.ts")).parseJson(source, yaml) : parseYaml(source, yaml);
  return documents
    .flatMap((document) => [...nestedDocuments(document, yaml)])
    .flatMap(textsOf)
    .slice(0, maxTexts);
}

function textsOf(document: YamlDocument): readonly HeldText[] {
  const name = document.text("metadata", "name") ?? document.text("kind");
  return pemEntries(document).flatMap(({ entry, text }) =>
    text === undefined ? [] : [{ name: `${name}/${keyText(entry.key)}`, text }],
  );
}
