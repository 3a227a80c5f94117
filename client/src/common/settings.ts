import { type Uri, workspace } from "vscode";

/** The settings under `pgssl` as the server gets them: paths are absolute, since it knows no workspace folders. */
export function readSettings(scope?: Uri): Record<string, unknown> {
  const settings = workspace.getConfiguration("pgssl", scope);
  const root = ((scope && workspace.getWorkspaceFolder(scope)) ?? workspace.workspaceFolders?.[0])?.uri;
  const mappings = settings.get<Record<string, unknown>>("pathMappings", {});
  return {
    ...settings,
    dataDirectory: absolute(settings.get("dataDirectory"), root),
    pathMappings: Object.fromEntries(
      Object.entries(mappings).map(([from, to]) => [from, absolute(to, root)]),
    ),
  };
}

/** Resolves `${workspaceFolder}` and relative paths; anything but text stays as it is. */
function absolute(path: unknown, root: Uri | undefined): unknown {
  if (typeof path !== "string" || path === "" || !root) return path;
  const given = path.replace(/^\$\{workspaceFolder\}/, root.fsPath);
  return /^([/\\]|[A-Za-z]:)/.test(given) ? given : `${root.fsPath}/${given}`;
}
