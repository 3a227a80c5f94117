import { FileType, Uri, workspace } from "vscode";
import type {
  FileAnswer,
  FileQuestion,
  Port,
  WorkspaceFiles,
} from "../../../server/src/browser/workspaceFiles.ts";
import type { maxDirectoryEntries } from "../../../server/src/core/host.ts";

/** Not imported, so that nothing else of the server comes along. */
const maxEntries = 10_000 satisfies typeof maxDirectoryEntries;

/** Answers the worker's questions about files until the port closes: about those of the workspace, and no others. */
export function serveFiles(port: Port): void {
  port.onmessage = async ({ data }) => {
    const { id, method, uri, maxBytes } = data as FileQuestion;
    const answer = await files[method](uri, maxBytes).then(
      (answer): FileAnswer => ({ id, answer }),
      (): FileAnswer => ({ id, failed: true }),
    );
    port.postMessage(answer);
  };
}

const files: WorkspaceFiles = {
  async stat(uri) {
    const stat = await look(uri);
    if (typeof stat !== "object") return stat;
    const { type, size, mtime } = stat;
    const isLink = (type & FileType.SymbolicLink) !== 0;
    return { kind: kindOf(type), size, modified: mtime, ...(isLink && { isLink }) };
  },
  async read(uri, maxBytes) {
    const stat = await look(uri);
    if (typeof stat !== "object") return stat;
    const kind = kindOf(stat.type);
    if (kind !== "file") return kind === "directory" ? kind : "not-a-file";
    if (stat.size > maxBytes) return "too-large";
    const bytes = await workspace.fs.readFile(Uri.parse(uri));
    return bytes.length > maxBytes ? "too-large" : bytes;
  },
  async list(uri) {
    if (!isInWorkspace(uri)) return undefined;
    const entries = await workspace.fs.readDirectory(Uri.parse(uri));
    return entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .slice(0, maxEntries + 1)
      .map(([name, type]) => ({ name, kind: type === FileType.SymbolicLink ? "dangling" : kindOf(type) }));
  },
  async isReallyThere(uri) {
    const folder = folderOf(uri);
    if (!folder) return false;
    const path = Uri.parse(uri).path.slice(folder.path.replace(/\/$/, "").length);
    const parts = path.split("/").filter((part) => part !== "");
    for (const at of parts.keys()) {
      const { type } = await workspace.fs.stat(Uri.joinPath(folder, ...parts.slice(0, at + 1)));
      if (type & FileType.SymbolicLink) return false;
    }
    return true;
  },
};

/** The folder of the workspace that a file is in. */
function folderOf(uri: string): Uri | undefined {
  const file = Uri.parse(uri);
  return file.path.split("/").includes("..") ? undefined : workspace.getWorkspaceFolder(file)?.uri;
}

const isInWorkspace = (uri: string): boolean => folderOf(uri) !== undefined;

/** What the file system says of a file; nothing of one outside of the workspace. */
async function look(uri: string) {
  if (!isInWorkspace(uri)) return undefined;
  try {
    return await workspace.fs.stat(Uri.parse(uri));
  } catch (error) {
    // Any other problem: the file may exist.
    return (error as { readonly code?: unknown }).code === "FileNotFound" ? undefined : "unreadable";
  }
}

function kindOf(type: FileType): "file" | "directory" | "other" {
  if (type & FileType.File) return "file";
  return type & FileType.Directory ? "directory" : "other";
}
