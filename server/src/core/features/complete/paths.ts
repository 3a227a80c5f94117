import type { Snapshot } from "../../cluster/snapshot.ts";
import { type PathMappings, resolvePath } from "../../cluster/uris.ts";
import type { Wanted } from "../../gather/wanted.ts";
import type { DirectoryEntry } from "../../host.ts";
import type { Completion } from "../../model/completion.ts";
import { type KnownPem, type PemKind, pemKinds } from "./pemKinds.ts";

/** What a path is wanted for. */
export interface PathQuestion {
  /** The text from the start of the path to the cursor. */
  readonly typed: string;
  /** The URI of the folder at which relative paths start. */
  readonly folder: string;
  readonly mappings: PathMappings;
  readonly wanted: "folder" | "configuration" | PemKind;
  /** Of the files in the folder itself, those that make no sense there. */
  readonly leftOut?: (name: string) => boolean;
  /** Whether files may be opened to find out what they contain; private keys may be among them. */
  readonly mayRead: boolean;
}

/** The files and folders that a path may go on with; `write` turns a path into the text for the file. */
export function pathProposals(
  question: PathQuestion,
  { files: known, now }: Pick<Snapshot, "files" | "now">,
  write: (path: string, isFolder: boolean) => Pick<Completion, "newText" | "isSnippet">,
): Completion[] {
  const { typed, wanted } = question;
  const parent = parentOf(typed);
  const folder = folderOfPath(question);
  const entries = (known.get(folder)?.entries ?? []).slice(0, maxEntries);
  const shown = entries.filter(
    (entry) => entry.name.startsWith(".") === typed.slice(parent.length).startsWith("."),
  );
  const isDataFolder = entries.some(({ name }) => name === "PG_VERSION");
  const items = shown
    .filter((entry) => entry.kind === "directory" && !(isDataFolder && serversFolders.has(entry.name)))
    .map(({ name }): Completion => {
      const path = `${parent}${name}/`;
      return { label: path, kind: "folder", sortText: `2${path}`, opensNext: true, ...write(path, true) };
    });
  if (wanted === "folder") return items;
  const files = shown.filter((entry) => entry.kind === "file");
  const kinds = isPem(wanted) && question.mayRead ? pemKinds(folder, known, now) : undefined;
  for (const file of files) {
    const path = parent + file.name;
    if (question.leftOut?.(path)) continue;
    const kind = kinds?.get(file.name);
    const rank = isPem(wanted) ? rankOf(wanted, kind) : isConfiguration(file) ? 0 : 3;
    if (rank === undefined) continue;
    const sortText = `${rank}${path}`;
    items.push({
      label: path,
      kind: "file",
      ...(kind && { detail: kind.words }),
      sortText,
      ...write(path, false),
    });
  }
  return items;
}

/** The place of a file among others: pairs first, then what fits, and last what is not known. `undefined` for what is something else. */
function rankOf(wanted: PemKind, known: KnownPem | undefined): number | undefined {
  if (!known) return 3;
  if (known.kinds.includes(wanted)) return known.isPair || wanted === "authority" ? 0 : 1;
  return wanted === "authority" && known.kinds.includes("certificate") ? 1 : undefined;
}

/** What must be looked at before paths can be proposed. */
export function wantedForPath(question: PathQuestion): Wanted {
  const folders = [folderOfPath(question)];
  return { folders, ...(isPem(question.wanted) && question.mayRead && { pemFolders: folders }) };
}

/** The folder that the part of the path which is typed leads to. */
function folderOfPath({ typed, folder, mappings }: PathQuestion): string {
  return resolvePath(parentOf(typed) || ".", folder, mappings);
}

function parentOf(typed: string): string {
  return typed.slice(0, typed.lastIndexOf("/") + 1);
}

function isPem(wanted: PathQuestion["wanted"]): wanted is PemKind {
  return wanted !== "folder" && wanted !== "configuration";
}

function isConfiguration({ name }: DirectoryEntry): boolean {
  return name.endsWith(".conf");
}

const maxEntries = 300;

/** The folders of a data directory that the server keeps for itself. */
const serversFolders: ReadonlySet<string> = new Set(
  (
    "base global pg_commit_ts pg_dynshmem pg_logical pg_multixact pg_notify pg_replslot pg_serial pg_snapshots pg_stat " +
    "pg_stat_tmp pg_subtrans pg_tblspc pg_twophase pg_wal pg_xact"
  ).split(" "),
);
