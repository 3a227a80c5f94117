import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster } from "../carrier.ts";
import { decodeBase64 } from "../kubernetes/decodeBase64.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";
import { keyText } from "../yaml/yamlNodes.ts";
import { readersOf } from "./shellTexts.ts";

/** Scripts that a Secret or a ConfigMap encodes. */
export const encodedScripts: Carrier = {
  name: "The script",
  language: "yaml",
  writesParts: true,
  mark: carrierMarks.yaml.encodedScripts,
  paths: [["data"], ["binaryData"]],
  isBeside: true,
  embed(document) {
    const kind = document.text("kind");
    const field = kind === "Secret" ? "data" : kind === "ConfigMap" ? "binaryData" : undefined;
    const entries = field === undefined ? [] : document.entries(document.at(field)).slice(0, maxScripts);
    return entries.flatMap((entry) => {
      const scalar = document.scalar(entry);
      const readers = readersOf(keyText(entry.key)) ?? [];
      const text = readers.length > 0 && scalar ? decodeBase64(scalar.value) : undefined;
      if (!scalar || text === undefined) return [];
      return readers.flatMap(({ read }) => read?.(text) ?? []).map((cluster) => encodedIn(cluster, scalar));
    });
  },
};

/** Scripts of one resource at the most. */
const maxScripts = 100;

/** A cluster that was read in the text that a scalar encodes: all of it is written there as a whole, and no edit reaches it. */
function encodedIn(cluster: EmbeddedCluster, scalar: ScalarText): EmbeddedCluster {
  const place = { from: scalar.from, to: scalar.to };
  return {
    ...cluster,
    files: cluster.files.map((file) => ({
      ...file,
      pieces: [{ at: 0, length: file.text.length, ...place, exact: false }],
      place,
      entries: [{ line: 0, count: file.text.split("\n").length - 1, scalar, span: place }],
      shape: "text",
    })),
    problems: cluster.problems.map(({ append, wayOut, ...problem }) => ({ ...problem, place })),
  };
}
