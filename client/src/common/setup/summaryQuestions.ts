import { l10n, type QuickPickItem } from "vscode";
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
      l10n.t("These files exist already. Which of them may be replaced?"),
      existing.map((file) => ({
        label: nameOf(file.path),
        description: file.description,
        detail: `${folderOf(file.path)}${file.existing ? `: ${file.existing}` : ""}`,
        value: file.path,
      })),
      (path) => replace?.includes(path) ?? existing.some((file) => file.path === path && file.replaces),
      (paths) =>
        paths.length < existing.length ? l10n.t("Pick all, or go back and choose another place") : undefined,
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
  const count = files.length;
  const write = count === 1 ? l10n.t("Write This File") : l10n.t("Write These {0} Files", count);
  const writeAndChange =
    count === 1
      ? l10n.t("Write This File and Change the Configuration")
      : l10n.t("Write These {0} Files and Change the Configuration", count);
  const writeAlone =
    count === 1 ? l10n.t("Write This File Alone") : l10n.t("Write These {0} Files Alone", count);
  const isBoth = files.length > 0 && configuration.length > 0;
  const kept = l10n.t("The configuration stays as it is");
  const changed = l10n.t("As listed below, at once; undo takes it back");
  return [
    {
      label: isBoth
        ? `$(check) ${writeAndChange}`
        : `$(check) ${count > 0 ? write : l10n.t("Change the Configuration")}`,
      detail: configuration.length === 0 ? kept : changed,
      value: "all",
    },
    ...(isBoth ? [{ label: `$(file) ${writeAlone}`, detail: kept, value: "files" as const }] : []),
    { label: `$(close) ${l10n.t("Cancel")}`, detail: l10n.t("Nothing is written"), value: "nothing" },
    ...(files.length > 0 ? [separator(l10n.t("files")), ...files.map(fileItem)] : []),
    ...(configuration.length > 0 ? [separator(l10n.t("configuration"))] : []),
    ...configuration.map(({ label, path, place, newText }) => ({
      label: `$(edit) ${label}`,
      description: `${nameOf(path)}:${place.line + 1}`,
      detail: newText.trim().replaceAll("\n", " · "),
    })),
    ...section(
      l10n.t("good to know"),
      notes.map(({ kind, text }) => ({ icon: kind === "warning" ? "warning" : "info", text })),
    ),
  ];
}

function fileItem({ path, real, mode, exists, description, owner }: PlannedFile): QuickPickItem {
  const isPrivate = (mode & 0o077) === 0;
  const bits = `0${mode.toString(8)}`;
  return {
    label: `$(${isPrivate ? "key" : "file"}) ${nameOf(path)}`,
    description: `${bits} · ${exists ? l10n.t("replaces a file") : l10n.t("new")}${owner ? ` · ${owner}` : ""}`,
    detail: real
      ? l10n.t("{0}, in {1} (links lead to {2})", description, folderOf(path), real)
      : l10n.t("{0}, in {1}", description, folderOf(path)),
  };
}

function nameOf(path: string): string {
  return path.replace(/^.*[/\\]/, "");
}

function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, "");
}
