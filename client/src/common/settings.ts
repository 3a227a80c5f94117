import { type Uri, type WorkspaceConfiguration, workspace } from "vscode";

/**
 * The settings under `pgssl` that the user has set, as the server gets them: paths are absolute, since it knows no workspace folders.
 * A default is not sent, since it would go before what a settings file has.
 */
export function readSettings(scope?: Uri): Record<string, unknown> {
  const settings = workspace.getConfiguration("pgssl", scope);
  const root = ((scope && workspace.getWorkspaceFolder(scope)) ?? workspace.workspaceFolders?.[0])?.uri;
  const given = Object.fromEntries(
    Object.keys(settings).flatMap((name) => (isSet(settings, name) ? [[name, settings.get(name)]] : [])),
  );
  const { dataDirectory, pathMappings } = given;
  return {
    ...given,
    ...(dataDirectory !== undefined && { dataDirectory: absolute(dataDirectory, root) }),
    ...(typeof pathMappings === "object" && {
      pathMappings: Object.fromEntries(
        Object.entries(pathMappings ?? {}).map(([from, to]) => [from, absolute(to, root)]),
      ),
    }),
  };
}

function isSet(settings: WorkspaceConfiguration, name: string): boolean {
  const { globalValue, workspaceValue, workspaceFolderValue } = settings.inspect(name) ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue].some((value) => value !== undefined);
}

/** Resolves `${workspaceFolder}` and relative paths; anything but text stays as it is. */
function absolute(path: unknown, root: Uri | undefined): unknown {
  if (typeof path !== "string" || path === "" || !root) return path;
  const folder = root.scheme === "file" ? root.fsPath : root.path;
  const given = path.replace(/^\$\{workspaceFolder\}/, folder);
  return /^([/\\]|[A-Za-z]:)/.test(given) ? given : `${folder}/${given}`;
}
