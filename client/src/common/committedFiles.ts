import { type Disposable, extensions, type Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { hostLanguageOfPath } from "../../../server/src/core/model/language.ts";
import { type CommittedFile, committedFilesRequest } from "../../../server/src/lsp/protocol.ts";

/** What is used of VS Code's own extension for git (version 1 of its interface). */
interface Git {
  getRepository(uri: Uri): Repository | null;
}

interface Repository {
  readonly state: Readonly<Record<"workingTreeChanges" | "indexChanges", readonly { readonly uri: Uri }[]>>;
  /** The text of a file in a commit; rejects where it is not there. */
  show(commit: string, path: string): Promise<string>;
}

/** Changed files of a repository that are read, and characters of one. */
const limits = { files: 100, length: 1 << 20 };

/** Gives the server the last commit's texts of configuration files, by VS Code's extension for git: no program is run. */
export function answerCommittedFiles(client: BaseLanguageClient): Disposable {
  return client.onRequest(committedFilesRequest, ({ uri }: { uri: string }) =>
    readCommitted(client.protocol2CodeConverter.asUri(uri), (file) =>
      client.code2ProtocolConverter.asUri(file),
    ),
  );
}

async function readCommitted(
  document: Uri,
  toUri: (file: Uri) => string,
): Promise<readonly CommittedFile[] | null> {
  const repository = workspace.isTrusted ? (await git())?.getRepository(document) : undefined;
  if (!repository) return null;
  const { workingTreeChanges, indexChanges } = repository.state;
  const changed = [...workingTreeChanges, ...indexChanges].map(({ uri }) => uri);
  // Beside a manifest there may be what it is read together with: an override file of Compose, a Dockerfile.
  const own = changed.filter(({ path }) => path.endsWith(".conf"));
  const hosts = changed.filter(({ path }) => hostLanguageOfPath(path) !== undefined);
  const files = new Map([document, ...own, ...hosts].map((file) => [toUri(file), file]));
  const read = await Promise.all(
    [...files].slice(0, limits.files).map(async ([uri, { fsPath }]) => ({
      uri,
      // Rejected where the commit does not have it.
      text: await repository.show("HEAD", fsPath).catch(() => undefined),
    })),
  );
  const committed = read.flatMap(({ uri, text }) =>
    text !== undefined && text.length <= limits.length ? [{ uri, text }] : [],
  );
  return committed.some(({ uri }) => uri === toUri(document)) ? committed : null;
}

/** `undefined` where git, or the extension for it, is turned off. */
async function git(): Promise<Git | undefined> {
  const extension = extensions.getExtension<{ getAPI(version: 1): Git }>("vscode.git");
  try {
    return (await extension?.activate())?.getAPI(1);
  } catch {
    return undefined;
  }
}
