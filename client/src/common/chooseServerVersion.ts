import { l10n, type QuickPickItem, window, workspace } from "vscode";
import { serverVersions } from "../../../server/src/core/model/serverVersion.ts";
import { activeDocument, writeSetting } from "./writeSetting.ts";

interface VersionItem extends QuickPickItem {
  readonly version: number | undefined;
}

/** Lets the user pick the version that the files are checked for. */
export async function chooseServerVersion(): Promise<void> {
  const document = activeDocument();
  const chosen = workspace.getConfiguration("pgssl", document).get("serverVersion");
  const current = typeof chosen === "number" ? chosen : undefined;
  const mark = (version: number | undefined) =>
    version === current ? { description: l10n.t("current setting") } : {};
  const items: VersionItem[] = [
    {
      label: l10n.t("Automatic"),
      detail: l10n.t("From PG_VERSION in the data directory, the path, or else the newest"),
      version: undefined,
      ...mark(undefined),
    },
    ...[...serverVersions]
      .reverse()
      .map((version) => ({ label: `PostgreSQL ${version}`, version, ...mark(version) })),
  ];
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Version of the server that reads these files"),
  });
  if (picked) await writeSetting("serverVersion", picked.version, document);
}
