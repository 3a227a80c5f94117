import { type Disposable, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ClusterNodeAnswer, clustersRequest } from "../../../../server/src/lsp/protocol.ts";

/** The files by which a cluster is found. Its other files lie beside these or are named in them. */
const mainFiles = "**/{postgresql.conf,pg_hba.conf}";
/** Folders that hold many files and no configuration of the workspace. */
const passedOver = "**/{node_modules,.git}/**";
const maxFiles = 200;

/** Asks the server for the clusters of the workspace: those of its folders, and those of open documents. */
export async function findClusters(client: BaseLanguageClient): Promise<ClusterNodeAnswer[]> {
  const found = await workspace.findFiles(mainFiles, passedOver, maxFiles);
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
