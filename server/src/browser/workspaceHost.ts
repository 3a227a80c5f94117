import type { Host } from "../core/host.ts";
import { latin1 } from "../pki/bytes.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

/** The port of the core over the files of a workspace. They are a part of some machine's, or of none. */
export function createWorkspaceHost(files: WorkspaceFiles): Host {
  return {
    isPartial: true,
    readFile: files.read,
    async readText(uri, maxBytes) {
      const read = await files.read(uri, maxBytes);
      return read instanceof Uint8Array ? decodeText(read) : read && { problem: read };
    },
    stat: files.stat,
    realUri: async (uri) => ((await files.isReallyThere(uri)) ? uri : undefined),
    readDirectory: files.list,
    now: () => Date.now(),
  };
}

/** UTF-8 with its byte-order mark kept, or one character a byte. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return latin1(bytes);
  }
}
