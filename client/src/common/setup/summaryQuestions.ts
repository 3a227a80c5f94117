import type { QuickPickItem } from "vscode";
import type { PlannedFile, SetupPlan } from "../../../../server/src/setup/plan.ts";
import { type Choice, pickMany, pickOne, separator } from "../dialog/inputs.ts";
import { section } from "../dialog/rows.ts";
import type { SetupQuestion } from "./answers.ts";

/** Which existing files may be replaced, one by one. */
export const replaceQuestion: SetupQuestion = {
  field: "replace",
  when: ({ planned }) => planned?.plan.files.some(({ exists }) => exists) ?? false,
  async prompt({ planned, replace }, frame) {
    const existing = (planned?.plan.files ?? []).filter(({ exists }) => exists);
    const picked = await pickMany(
      frame,
      "These files exist already. Which of them may be replaced?",
      existing.map((file) => ({
        label: nameOf(file.path),
        description: file.description,
        detail: `${folderOf(file.path)}${file.existing ? `: ${file.existing}` : ""}`,
        value: file.path,
      })),
      (path) => replace?.includes(path) ?? existing.some((file) => file.path === path && file.replaces),
      (paths) =>
        paths.length < existing.length ? "Pick all, or go back and choose another place" : undefined,
    );
    return picked && { replace: picked };
  },
};

/** Shows all that will be done before anything is written. */
export const summaryQuestion: SetupQuestion = {
  async prompt({ planned }, frame) {
    if (!planned) return undefined;
    const picked = await pickOne(frame, planned.plan.summary, summary(planned.plan));
    return picked && { isConfirmed: picked !== "nothing", configures: picked === "all" };
  },
};

/** What is written: everything, the files without the configuration, or nothing. */
type Extent = "all" | "files" | "nothing";

function summary({ files, configuration, notes }: SetupPlan): (Choice<Extent> | QuickPickItem)[] {
  const write = files.length === 1 ? "Write This File" : `Write These ${files.length} Files`;
  const isBoth = files.length > 0 && configuration.length > 0;
  const kept = "The configuration stays as it is";
  const changed = "As listed below, at once; undo takes it back";
  return [
    {
      label: isBoth
        ? `$(check) ${write} and Change the Configuration`
        : `$(check) ${files.length > 0 ? write : "Change the Configuration"}`,
      detail: configuration.length === 0 ? kept : changed,
      value: "all",
    },
    ...(isBoth ? [{ label: `$(file) ${write} Alone`, detail: kept, value: "files" as const }] : []),
    { label: "$(close) Cancel", detail: "Nothing is written", value: "nothing" },
    ...(files.length > 0 ? [separator("files"), ...files.map(fileItem)] : []),
    ...(configuration.length > 0 ? [separator("configuration")] : []),
    ...configuration.map(({ label, path, place, newText }) => ({
      label: `$(edit) ${label}`,
      description: `${nameOf(path)}:${place.line + 1}`,
      detail: newText.trim().replaceAll("\n", " · "),
    })),
    ...section(
      "good to know",
      notes.map(({ kind, text }) => ({ icon: kind === "warning" ? "warning" : "info", text })),
    ),
  ];
}

function fileItem({ path, real, mode, exists, description, owner }: PlannedFile): QuickPickItem {
  const isPrivate = (mode & 0o077) === 0;
  const bits = `0${mode.toString(8)}`;
  return {
    label: `$(${isPrivate ? "key" : "file"}) ${nameOf(path)}`,
    description: `${bits} · ${exists ? "replaces a file" : "new"}${owner ? ` · ${owner}` : ""}`,
    detail: `${description}, in ${folderOf(path)}${real ? ` (links lead to ${real})` : ""}`,
  };
}

function nameOf(path: string): string {
  return path.replace(/^.*[/\\]/, "");
}

function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, "");
}
