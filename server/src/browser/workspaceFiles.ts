import type { DirectoryEntry, FileStat, ReadProblem } from "../core/host.ts";

/**
 * The files of a workspace as the client of a worker shows them; what is outside of the workspace is absent. Modes and owners are in no
 * answer: the file systems of editors have none.
 */
export interface WorkspaceFiles {
  stat(
    uri: string,
  ): Promise<Pick<FileStat, "kind" | "size" | "modified" | "isLink"> | "unreadable" | undefined>;
  /** No more than `maxBytes` of them. */
  read(uri: string, maxBytes: number): Promise<Uint8Array | ReadProblem | undefined>;
  /** The entries in the order of their names, one more than `maxDirectoryEntries` at the most. */
  list(uri: string): Promise<readonly DirectoryEntry[] | undefined>;
  /** Whether no part of the path within the workspace is a symbolic link, so that the file really is where it seems to be. */
  isReallyThere(uri: string): Promise<boolean>;
}

/** A question to the client, over the port that the worker gets before all else. */
export interface FileQuestion {
  readonly id: number;
  readonly method: keyof WorkspaceFiles;
  readonly uri: string;
  readonly maxBytes: number;
}

/** Its answer; a client that could not answer says `failed`. */
export interface FileAnswer {
  readonly id: number;
  readonly answer?: unknown;
  readonly failed?: true;
}

/** A `MessagePort`, as far as it is used, in any host. */
export interface Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

/**
 * The files behind a port. They do not take the way of the protocol, whose trace may be logged: among them may be a private key.
 */
export function filesBehind(port: Port): WorkspaceFiles {
  const waiting = new Map<number, (answer: FileAnswer) => void>();
  let last = 0;
  port.onmessage = ({ data }) => {
    const answer = data as FileAnswer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  };
  const request = async (method: keyof WorkspaceFiles, uri: string, maxBytes = 0): Promise<unknown> => {
    const id = ++last;
    const answered = new Promise<FileAnswer>((resolve) => waiting.set(id, resolve));
    port.postMessage({ id, method, uri, maxBytes } satisfies FileQuestion);
    const { answer, failed } = await answered;
    return failed && method !== "isReallyThere" ? "unreadable" : answer;
  };
  return {
    stat: (uri) => request("stat", uri) as ReturnType<WorkspaceFiles["stat"]>,
    read: (uri, maxBytes) => request("read", uri, maxBytes) as ReturnType<WorkspaceFiles["read"]>,
    async list(uri) {
      const answer = await request("list", uri);
      return answer === "unreadable" ? undefined : (answer as readonly DirectoryEntry[] | undefined);
    },
    isReallyThere: async (uri) => (await request("isReallyThere", uri)) === true,
  };
}
