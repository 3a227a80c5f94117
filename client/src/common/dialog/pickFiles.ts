import { l10n, type QuickPickItem, Uri, workspace } from "vscode";
import { type Choice, chooseFiles, pickMany, pickOne, separator } from "./inputs.ts";
import type { Frame } from "./promptAll.ts";

/** Which files are proposed. */
export interface FileQuestion {
  readonly placeholder: string;
  /** Endings without the dot. */
  readonly endings: readonly string[];
  /** Folders outside of the workspace whose files are proposed as well. */
  readonly folders?: readonly Uri[];
}

/** Files of the workspace that are proposed at the most. */
const maxFiles = 200;

/** An entry that leads to the dialog for files; `none` means no file at all. */
type Entry = Uri | "other" | "none";

/** Lets the user pick one file, or none, under the label `none`; `undefined` when they go back. */
export async function pickFile(
  frame: Frame,
  question: FileQuestion,
  current?: Uri,
  none?: string,
): Promise<Uri | "none" | undefined> {
  const choices: (Choice<Entry> | QuickPickItem)[] = [
    ...(none === undefined ? [] : [{ label: none, value: "none" as const }]),
    { label: l10n.t("Choose a file …"), value: "other" },
    ...(await proposals(question)),
  ];
  const active = choices.find(
    (choice) => "value" in choice && choice.value.toString() === current?.toString(),
  );
  const picked = await pickOne<Entry>(
    frame,
    question.placeholder,
    choices,
    active && "value" in active ? active.value : undefined,
  );
  if (picked !== "other") return picked;
  return (await chooseFiles(frame.title, l10n.t("Use"), false))[0];
}

/** Lets the user pick at least one file; `undefined` when they go back. */
export async function pickFiles(
  frame: Frame,
  question: FileQuestion,
  current: readonly string[] = [],
): Promise<readonly Uri[] | undefined> {
  const proposed = await proposals(question);
  const isProposed = proposed.some((choice) => "value" in choice);
  if (!isProposed) {
    const chosen = await chooseFiles(question.placeholder, l10n.t("Use"), true);
    return chosen.length > 0 ? chosen : undefined;
  }
  const other: Choice<Entry> = { label: l10n.t("Choose other files …"), value: "other" };
  const picked = await pickMany<Entry>(
    frame,
    question.placeholder,
    [...proposed, separator(""), other],
    (value) => typeof value === "object" && current.includes(value.fsPath),
    (values) => (values.length === 0 ? l10n.t("Pick at least one") : undefined),
  );
  if (!picked) return undefined;
  const files = picked.filter((entry): entry is Uri => typeof entry === "object");
  if (picked.includes("other")) files.push(...(await chooseFiles(question.placeholder, l10n.t("Use"), true)));
  return files.length > 0 ? files : undefined;
}

async function proposals({ endings, folders = [] }: FileQuestion): Promise<(Choice<Uri> | QuickPickItem)[]> {
  const isWanted = (name: string) => endings.some((ending) => name.endsWith(`.${ending}`));
  const found = await workspace.findFiles(`**/*.{${endings.join(",")}}`, undefined, maxFiles);
  const groups: (Choice<Uri> | QuickPickItem)[] = [];
  for (const folder of folders) {
    const entries = await workspace.fs.readDirectory(folder).then(
      (listed) => listed.map(([name]) => name).filter(isWanted),
      () => [], // it need not exist
    );
    if (entries.length > 0) groups.push(separator(folder.fsPath), ...toChoices(entries.sort(), folder));
  }
  if (found.length > 0) {
    const byPath = found.sort((a, b) => (a.path < b.path ? -1 : 1));
    groups.push(separator(l10n.t("this workspace")));
    groups.push(...byPath.map((uri) => ({ label: workspace.asRelativePath(uri), value: uri })));
  }
  return groups;
}

function toChoices(names: readonly string[], folder: Uri): Choice<Uri>[] {
  return names.map((name) => ({ label: name, value: Uri.joinPath(folder, name) }));
}
