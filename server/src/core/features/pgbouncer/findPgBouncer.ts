import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { ClientDocument } from "../../cluster/sourceDocument.ts";
import { isTooLarge } from "../../cluster/sourceDocument.ts";
import { childOf, folderOf, nameOf } from "../../cluster/uris.ts";
import { gatherPgBouncer, type PgBouncerSources } from "../../gather/gatherPgBouncer.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { OpenDocuments } from "../documentKind.ts";

/** Documents of PgBouncer that an editor holds. */
export type PgBouncerDocuments = OpenDocuments<ClientDocument>;

/** Where PgBouncer's files come from: documents that an editor holds, before those on disk. */
export function sourcesOf(workspace: Workspace, documents: PgBouncerDocuments): PgBouncerSources {
  return {
    settings: workspace.settings,
    pki: workspace.pki,
    openLines(uri) {
      const document = documents.document(uri);
      if (document) return isTooLarge(document.current) ? [] : document.lines;
      return workspace.documents.isOpen(uri) ? workspace.documents.loaded(uri)?.lines : undefined;
    },
    text: (uri) => workspace.text(uri),
    accounts: (uri) => workspace.accounts(uri),
    file: (uri, decode) => workspace.file(uri, decode),
    now: () => workspace.now(),
  };
}

/**
 * The configuration that a document of PgBouncer belongs to: a `pgbouncer.ini` beside it or one folder up that includes it, else the one
 * that begins with it.
 */
export async function findPgBouncer(uri: string, sources: PgBouncerSources): Promise<PgBouncer | undefined> {
  const own = await gatherPgBouncer(uri, sources);
  if (!own?.isPart) return own;
  for (const main of mainFiles(uri)) {
    const found = main === uri ? undefined : await gatherPgBouncer(main, sources);
    if (found?.texts.has(uri)) return found;
  }
  return own;
}

/** The configuration of PgBouncer whose records or maps a file holds; `undefined` for one of the server's. */
export async function findByRecords(
  uri: string,
  sources: PgBouncerSources,
  documents: PgBouncerDocuments,
): Promise<PgBouncer | undefined> {
  for (const main of new Set([...mainFiles(uri), ...documents.uris])) {
    const found = await gatherPgBouncer(main, sources);
    if (found?.hba?.uri === uri || found?.ident?.uri === uri) return found;
  }
  return undefined;
}

function mainFiles(uri: string): readonly string[] {
  const folder = folderOf(uri);
  return [folder, folderOf(folder)]
    .map((one) => childOf(one, "pgbouncer.ini"))
    .filter((one) => nameOf(one) !== "");
}
