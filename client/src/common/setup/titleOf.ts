import { l10n } from "vscode";
import { pathTitles } from "../../../../server/src/setup/pathTitles.ts";
import type { SetupPath } from "../../../../server/src/setup/request.ts";

/** What is being done, in the words of the command or of the first list. */
export function titleOf(path: SetupPath | undefined): string {
  return path === undefined ? l10n.t("Set Up TLS") : l10n.t(pathTitles[path]);
}
