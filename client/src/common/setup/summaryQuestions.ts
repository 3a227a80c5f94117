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
    const isConfirmed = await pickOne(frame, planned.plan.summary, summary(planned.plan));
    return isConfirmed === undefined ? undefined : { isConfirmed };
  },
};

function summary({ files, configuration, notes }: SetupPlan): (Choice<boolean> | QuickPickItem)[] {
  const count = files.length === 1 ? "This File" : `These ${files.length} Files`;
  return [
    {
      label: files.length === 0 ? "$(check) Review the Configuration" : `$(check) Write ${count}`,
      detail:
        configuration.length === 0
          ? "The configuration stays as it is"
          : "The configuration is reviewed next",
      value: true,
    },
    { label: "$(close) Cancel", detail: "Nothing is written", value: false },
    ...(files.length > 0 ? [separator("files"), ...files.map(fileItem)] : []),
    ...(configuration.length > 0 ? [separator("configuration, to be reviewed")] : []),
    ...configuration.map(({ label, path }) => ({ label: `$(edit) ${label}`, description: nameOf(path) })),
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
