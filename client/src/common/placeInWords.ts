import { l10n } from "vscode";
import type { ClusterAnswer } from "../../../server/src/lsp/protocol.ts";

/** Machines to which a window may be connected, by VS Code's name for the kind of connection. */
const remotes: Readonly<Record<string, string>> = {
  "ssh-remote": l10n.t("on the SSH host"),
  "dev-container": l10n.t("in the container"),
  "attached-container": l10n.t("in the container"),
  wsl: l10n.t("in WSL"),
};

/** Where files are looked at, and what their modes mean there: the extension runs where they are, but for the browser. */
export function placeInWords(
  scheme: string,
  remoteName: string | undefined,
  { serverPlatform, isInBrowser }: Partial<Pick<ClusterAnswer, "serverPlatform" | "isInBrowser">> = {},
): { readonly text: string; readonly detail: string } {
  if (isInBrowser)
    return {
      text: l10n.t("Files are read through the browser"),
      detail: l10n.t(
        "Those of the workspace; modes and owners are unknown, and some signatures are not verified",
      ),
    };
  if (scheme !== "file" && scheme !== "untitled")
    return {
      text: l10n.t("Text only"),
      detail: l10n.t("Certificates and keys of a virtual folder cannot be read"),
    };
  const where =
    remoteName === undefined
      ? l10n.t("on this machine")
      : (remotes[remoteName] ?? l10n.t("on the remote machine"));
  return {
    text: l10n.t("Files are read {0}", where),
    detail:
      serverPlatform === "windows"
        ? l10n.t("The server runs on Windows and ignores file modes and owners")
        : l10n.t("The server sees the same file modes and owners"),
  };
}
