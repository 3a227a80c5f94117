import type { ClusterAnswer } from "../../../server/src/lsp/protocol.ts";

/** Machines to which a window may be connected, by VS Code's name for the kind of connection. */
const remotes: Readonly<Record<string, string>> = {
  "ssh-remote": "on the SSH host",
  "dev-container": "in the container",
  "attached-container": "in the container",
  wsl: "in WSL",
};

/** Where files are looked at, and what their modes mean there: the extension runs where they are, but for the browser. */
export function placeInWords(
  scheme: string,
  remoteName: string | undefined,
  { serverPlatform, isInBrowser }: Partial<Pick<ClusterAnswer, "serverPlatform" | "isInBrowser">> = {},
): { readonly text: string; readonly detail: string } {
  if (isInBrowser)
    return {
      text: "Files are read through the browser",
      detail: "Those of the workspace; modes and owners are unknown, and some signatures are not verified",
    };
  if (scheme !== "file" && scheme !== "untitled")
    return { text: "Text only", detail: "Certificates and keys of a virtual folder cannot be read" };
  const where =
    remoteName === undefined ? "on this machine" : (remotes[remoteName] ?? "on the remote machine");
  return {
    text: `Files are read ${where}`,
    detail:
      serverPlatform === "windows"
        ? "The server runs on Windows and ignores file modes and owners"
        : "The server sees the same file modes and owners",
  };
}
