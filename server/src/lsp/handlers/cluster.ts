import { otherLanguageOf } from "../../core/index.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { type ClusterAnswer, clusterRequest } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers which cluster a document belongs to, for the status item. */
export function registerCluster({ connection, service, machine }: ServerContext): void {
  connection.onRequest(clusterRequest, ({ uri }: { uri: string }) =>
    guard<ClusterAnswer | null>(connection, "cluster", null, undefined, async () => {
      const summary = await service.summary(normalizeUri(uri));
      if (!summary) return null;
      const { serverVersion, isVersionUnknown, dataDirectory, serverPlatform, members } = summary;
      const { template } = (await service.document(normalizeUri(uri)))?.current ?? {};
      return {
        serverVersion: serverVersion.value,
        serverVersionReason: serverVersion.reason,
        ...(isVersionUnknown && { isVersionUnknown }),
        serverPlatform,
        ...(!machine && { isInBrowser: true }),
        ...(dataDirectory && {
          dataDirectory: dataDirectory.value,
          dataDirectoryReason: dataDirectory.reason,
        }),
        ...(template && { isTemplate: true }),
        members: members.filter((member) => !otherLanguageOf(member.uri)), // an editor has one language for a file
      };
    }),
  );
}
