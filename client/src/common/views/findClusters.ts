import { Disposable, FileType, type Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type ClusterNodeAnswer, clustersRequest } from "../../../../server/src/lsp/protocol.ts";
import { findHostFiles, findMainFiles, hostFiles, mainFiles } from "../mainFiles.ts";

/** Requests the clusters of the workspace from the server: those of its folders, and those of open documents. */
export async function findClusters(client: BaseLanguageClient): Promise<ClusterNodeAnswer[]> {
  const found = [...(await findMainFiles()), ...(await findHostFiles())];
  const uris = found.map((uri) => client.code2ProtocolConverter.asUri(uri));
  return client.sendRequest<ClusterNodeAnswer[]>(clustersRequest, { uris });
}

/** Calls when such a file comes or goes; the server watches those that it has read, and no others. */
export function watchForClusters(call: () => void): Disposable {
  const watchers = [mainFiles, hostFiles].map((glob) =>
    workspace.createFileSystemWatcher(glob, false, true, false),
  );
  for (const files of watchers) {
    files.onDidCreate(call);
    files.onDidDelete(call);
  }
  // Of a folder that is moved here, or made and filled at once, VS Code may report only the folder.
  const folders = workspace.createFileSystemWatcher("**/*", false, true, true);
  folders.onDidCreate(async (uri) => (await isFolder(uri)) && call());
  return Disposable.from(...watchers, folders);
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return (await workspace.fs.stat(uri)).type === FileType.Directory;
  } catch {
    return false; // gone already
  }
}
