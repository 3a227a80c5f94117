import { env, l10n, window } from "vscode";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import { pickOne, separator } from "../dialog/inputs.ts";
import { DialogLeft } from "../dialog/promptAll.ts";
import { putIntoTerminal } from "../terminal.ts";
import type { SetupQuestion } from "./answers.ts";

/** Where the cluster is not the user's to write: the command for somebody who may, before anything else is prompted for. */
export const deniedQuestion: SetupQuestion = {
  when: ({ surroundings }) => surroundings?.denied !== undefined,
  async prompt({ surroundings }, frame) {
    const { path = "", command = "" } = surroundings?.denied ?? {};
    const picked = await pickOne(frame, l10n.t("This user may not write in {0}", path), [
      { label: `$(copy) ${l10n.t("Copy the Command")}`, detail: command, value: "copy" },
      {
        label: `$(terminal) ${l10n.t("Put It into a Terminal")}`,
        detail: l10n.t("Enter is yours to press"),
        value: "terminal",
      },
      separator(l10n.t("without it")),
      {
        label: `$(arrow-right) ${l10n.t("Go On")}`,
        detail: l10n.t("For client certificates, and files outside of the data directory"),
        value: "on",
      },
    ] as const);
    if (picked === undefined) return undefined;
    if (picked === "on") return { goesOn: true };
    if (picked === "copy") {
      await env.clipboard.writeText(command);
      await window.showInformationMessage(editorText(l10n.t("Copied: {0}", command)));
    } else {
      putIntoTerminal(command);
    }
    throw new DialogLeft();
  },
};
