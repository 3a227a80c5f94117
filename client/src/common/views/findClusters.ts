import { type Disposable, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ClusterNodeAnswer, clustersRequest } from "../../../../server/src/lsp/protocol.ts";
import { findMainFiles, mainFiles } from "../mainFiles.ts";

/** Asks the server for the clusters of the workspace: those of its folders, and those of open documents. */
export async function findClusters(client: BaseLanguageClient): Promise<ClusterNodeAnswer[]> {
  const found = await findMainFiles();
  const uris = found.map((uri) => client.code2ProtocolConverter.asUri(uri));
  return client.sendRequest<ClusterNodeAnswer[]>(clustersRequest, { uris });
}

/** Calls when such a file comes or goes; the server watches those that it has read, and no others. */
export function watchForClusters(call: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(mainFiles, false, true, false);
  watcher.onDidCreate(call);
  watcher.onDidDelete(call);
  return watcher;
}
