import { carrierMarks } from "../../model/carrierMarks.ts";
import { type Language, languageOfPath } from "../../model/language.ts";
import { lineEnd } from "../../model/lines.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import { pathVersion } from "../containers/imageVersion.ts";
import { partFrom, partOf } from "../containers/serverArguments.ts";
import { FileWriter } from "../fileWriter.ts";
import { decodeBase64 } from "../kubernetes/decodeBase64.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

/**
 * Where documents have lists of files, and an item its text: canonical/cloud-init, cloudinit/config/cc_write_files.py; coreos/butane,
 * docs/config-fcos-v1_5.md, whose other sources of a text are elsewhere.
 */
const lists: readonly (readonly [list: readonly string[], text: readonly string[]])[] = [
  [["write_files"], ["content"]],
  [
    ["storage", "files"],
    ["contents", "inline"],
  ],
];

/** Files that a machine gets when it starts for the first time, also where Terraform fills in a part. */
export const cloudInit: Carrier = {
  name: "cloud-init",
  language: "yaml",
  mark: carrierMarks.yaml.cloudInit,
  reader: "PyYAML",
  writesParts: true,
  paths: lists.map(([list]) => list),
  onRefusal: {
    "pg-hba": "The file is written as it is: a server that starts with it stops here.",
    "postgresql-conf": "The file is written as it is: a server that starts with it stops here.",
  },
  embed: (document) => lists.flatMap(([list, text]) => [...clustersIn(document, list, text)]),
};

/** Files of one folder are of one server. */
function clustersIn(
  document: YamlDocument,
  list: readonly string[],
  text: readonly string[],
): Iterable<EmbeddedCluster> {
  const clusters = new Map<string, EmbeddedCluster>();
  for (const item of document.belowItems(...list)) {
    const path = item.text("path") ?? "";
    const language = /pgbouncer/i.test(path) ? undefined : languageOfPath(path);
    const node = item.at(...text);
    // Records under another name are for a script that puts them below others.
    const isPart = !/\/(?:pg_hba|pg_ident|pg_hosts)\.conf$/.test(path);
    const file = language && node && fileOf(item, node, language, isPart);
    if (!file) continue;
    const folder = path.replace(/[^/]*$/, "");
    const key = `${folder} ${language}`;
    // Two files of one kind, such as those of conf.d, are not one.
    const isFirst = !clusters.get(folder)?.files.some((other) => other.language === language);
    const known = isFirst ? clusters.get(folder) : undefined;
    const version = pathVersion(path, "the path of the file says so");
    clusters.set(isFirst ? folder : `${key} ${clusters.size}`, {
      carrier: cloudInit,
      ...(version && { version }),
      knowsSettings: false,
      files: [...(known?.files ?? []), file],
      problems: [],
    });
  }
  return clusters.values();
}

function fileOf(
  item: YamlDocument,
  node: YamlNode,
  language: Language,
  isPart: boolean,
): EmbeddedFile | undefined {
  const scalar = item.scalar(node);
  if (!scalar || item.type(node) !== "string") return undefined;
  const encoding = item.text("encoding") ?? "text/plain";
  const isPartial = isPart || item.text("append")?.toLowerCase() === "true";
  const writer = new FileWriter(language, item.source);
  if (/^(?:b64|base64)$/.test(encoding)) {
    const text = decodeBase64(scalar.value);
    return text ? writer.decoded(scalar, text).finish(item.place(node), "text", isPartial) : undefined;
  }
  if (encoding !== "text/plain" || /%\{/.test(scalar.value)) return undefined;
  const isWhole = !/\$\{/.test(scalar.value);
  if (isWhole) writer.lines(scalar);
  else writeKnownLines(scalar, writer);
  return writer.finish(item.place(node), "text", isPartial || !isWhole);
}

/** The lines into which Terraform fills nothing; the others are not known. */
function writeKnownLines(scalar: ScalarText, writer: FileWriter): void {
  const whole = partFrom(scalar, 0);
  for (let from = 0; from < whole.text.length; ) {
    const end = lineEnd(whole.text, from);
    const line = partOf(whole, from, end);
    if (/\$\{/.test(line.text)) writer.words("# ", line);
    else writer.text(line);
    from = end + 1;
  }
}
