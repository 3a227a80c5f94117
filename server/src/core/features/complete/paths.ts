import { type PathMappings, resolvePath } from "../../cluster/uris.ts";
import type { Facts } from "../../gather/facts.ts";
import type { DirectoryEntry } from "../../host.ts";
import type { Completion } from "../../model/completion.ts";
import { type PemKind, pemKinds } from "./pemKinds.ts";

/** What a path is wanted for. */
export interface PathQuestion {
  /** What stands from the start of the path to the cursor. */
  readonly typed: string;
  /** The URI of the folder at which relative paths start. */
  readonly folder: string;
  readonly mappings: PathMappings;
  readonly wanted: "folder" | "configuration" | PemKind;
  /** Whether files may be opened to tell what they hold; private keys may be among them. */
  readonly mayRead: boolean;
}

/** The files and folders that a path may go on with; `write` makes of a path what stands in the file. */
export async function pathProposals(
  question: PathQuestion,
  facts: Facts,
  write: (path: string, isFolder: boolean) => Pick<Completion, "newText" | "isSnippet">,
): Promise<Completion[]> {
  const { typed, wanted } = question;
  const parent = typed.slice(0, typed.lastIndexOf("/") + 1);
  const folder = resolvePath(parent || ".", question.folder, question.mappings);
  const entries = ((await facts.directory(folder)) ?? []).slice(0, maxEntries);
  const shown = entries.filter(
    (entry) => entry.name.startsWith(".") === typed.slice(parent.length).startsWith("."),
  );
  const items = shown
    .filter((entry) => entry.kind === "directory")
    .map(({ name }): Completion => {
      const path = `${parent}${name}/`;
      return { label: path, kind: "folder", sortText: `1${path}`, ...write(path, true) };
    });
  if (wanted === "folder") return items;
  const files = shown.filter((entry) => entry.kind === "file");
  const kinds = isPem(wanted) && question.mayRead ? await pemKinds(files, folder, facts) : undefined;
  for (const file of files) {
    const path = parent + file.name;
    const kind = kinds?.get(file.name);
    const fits = isPem(wanted) ? kind?.kinds.includes(wanted) : isConfiguration(file);
    const sortText = `${fits ? 0 : 2}${path}`;
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

function isPem(wanted: PathQuestion["wanted"]): wanted is PemKind {
  return wanted !== "folder" && wanted !== "configuration";
}

function isConfiguration({ name }: DirectoryEntry): boolean {
  return name.endsWith(".conf");
}

const maxEntries = 300;
