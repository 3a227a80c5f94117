import type { ClusterNode } from "../../core/model/clusterNode.ts";
import type { FileView } from "../../core/model/fileView.ts";
import { normalizeUri, toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import { type ClusterNodeAnswer, clustersRequest, viewFileRequest, viewPemRequest } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers what the views of an editor show: the tree of clusters, and the page of a certificate, key or CRL file. */
export function registerViews({ connection, service }: ServerContext, watch: () => void): void {
  const toAnswer = async (node: ClusterNode): Promise<ClusterNodeAnswer> => {
    const { place, children, ...rest } = node;
    const lines = place && ((await service.document(place.uri))?.lines ?? []);
    return {
      ...rest,
      ...(place && lines && { place: { uri: place.uri, range: toRange(lines, place.line, place.span) } }),
      ...(children && { children: await Promise.all(children.map(toAnswer)) }),
    };
  };
  connection.onRequest(clustersRequest, ({ uris }: { uris: readonly string[] }, token) =>
    guard<ClusterNodeAnswer[]>(connection, "clusters", [], token, async () => {
      const clusters = await service.clusters(uris.map(normalizeUri));
      watch();
      return Promise.all(clusters.map(toAnswer));
    }),
  );
  connection.onRequest(viewFileRequest, ({ uri }: { uri: string }, token) =>
    guard<FileView | null>(connection, "file view", null, token, () => {
      watch();
      return service.viewFile(normalizeUri(uri));
    }),
  );
  connection.onRequest(viewPemRequest, ({ pem }: { pem: string }, token) =>
    guard<FileView | null>(connection, "certificate view", null, token, () =>
      service.viewPem(new TextEncoder().encode(pem)),
    ),
  );
}
