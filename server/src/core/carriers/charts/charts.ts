import type { Reasoned } from "../../cluster/cluster.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { anyKey, type KeyPath } from "../focus.ts";
import { isResource } from "../kubernetes/kubernetes.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";

/** Where a chart's values may be: in the document, and in an entry of it, as those of a subchart. */
export const chartPaths: readonly KeyPath[] = [[], [anyKey]];

/** The same paths in a document; none in a resource, within which values are documents of their own. */
export function chartsIn(document: YamlDocument): readonly KeyPath[] {
  return isResource(document)
    ? []
    : [[], ...document.entries(document.at()).map(({ key }) => [keyText(key)])];
}

/** The version that the values at a path give. */
export function versionOfChart(document: YamlDocument, path: KeyPath): Reasoned<ServerVersion> | undefined {
  return imageVersion(document.text(...path, "image", "tag"), "image.tag in the values says so");
}

/** What charts that put texts into files have in common. */
export const passesTexts = {
  name: "The chart",
  language: "yaml",
  onRefusal: {
    "pg-hba":
      "The chart passes the text on unchecked: a running server keeps the records it has, and one that starts anew stops here.",
    "postgresql-conf": "The chart passes the text on unchecked: a pod that starts anew stops here.",
  },
} as const satisfies Partial<Carrier>;
