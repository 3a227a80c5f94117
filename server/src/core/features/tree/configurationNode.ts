import { embeddedScheme, folderOf, nameOf, pathOf } from "../../cluster/uris.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import { visible } from "../hover/render.ts";
import type { ClusterView } from "./clusterTree.ts";
import { countsInWords, worst } from "./problemsNode.ts";

/** The documents of a cluster, in the order in which the server reads them. */
export function configurationNode({
  snapshot: { key, cluster, members },
  problems,
}: ClusterView): ClusterNode {
  const id = `${key}#configuration`;
  const home = folderOf(cluster.mainFile ?? key);
  const children = [...members.keys()].slice(0, maxDocuments).map((uri): ClusterNode => {
    const own = problems.filter((problem) => problem.uri === uri);
    const folder = folderOf(uri);
    const isInContainer = uri.startsWith(embeddedScheme);
    const severity = worst(own);
    const elsewhere = folder === home ? undefined : visible(pathOf(folder));
    const words = [isInContainer ? "as the container writes it" : elsewhere, countsInWords(own)];
    const detail = words.filter((word) => word !== undefined).join(" · ");
    return {
      id: `${id}/${uri}`,
      kind: "document",
      label: visible(nameOf(uri)),
      ...(detail && { detail }),
      ...(!isInContainer && { more: pathOf(uri) }),
      ...(severity && { severity }),
      file: { uri, isDocument: true },
    };
  });
  const left = members.size - children.length;
  return {
    id,
    kind: "configuration",
    label: "Configuration files",
    detail: `${members.size}`,
    children: left > 0 ? [...children, { id: `${id}/rest`, kind: "note", label: `${left} more` }] : children,
  };
}

const maxDocuments = 200;
