import type { FileUse } from "../cluster/cluster.ts";
import { folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import { quoted } from "./quoteConf.ts";
import type { FixContext } from "./rule.ts";
import { changeSetting } from "./settingFix.ts";

/**
 * A fix that names another file in a setting: by its name if the folder is the same as before, else by its whole path. None if
 * paths here are not those of the server.
 */
export function nameFile(title: string, use: FileUse, uri: string, target: FixContext): Fix[] {
  const isBeside = use.file.uri !== undefined && folderOf(use.file.uri) === folderOf(uri);
  if (!isBeside && !target.cluster.isOnServer) return [];
  const path = isBeside ? use.file.path.replace(/[^/\\]*$/, nameOf(uri)) : pathOf(uri);
  if (use.isDefault) return changeSetting(target, use.role, quoted(path));
  const newText = use.hostNames ? writtenInHosts(path) : quoted(path);
  return [{ title: `${title}: ${path}`, edits: [{ place: use.place, newText }] }];
}

/** A path as a word of pg_hosts.conf, with quotes only where it needs them. */
function writtenInHosts(path: string): string {
  return /^[^\s,"#@]+$/.test(path) ? path : `"${path.replaceAll('"', '""')}"`;
}
