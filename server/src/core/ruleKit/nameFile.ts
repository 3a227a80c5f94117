import type { FileUse } from "../cluster/cluster.ts";
import { folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import { quoteConf, writeAuth } from "../syntax/quote.ts";
import type { FixContext } from "./rule.ts";
import { changeSetting } from "./settingFix.ts";

/**
 * A fix that names another file in a setting: by its name if the folder is the same as before, else by its whole path. None if
 * paths here are not those of the server.
 */
export function nameFile(title: string, use: FileUse, uri: string, target: FixContext): Fix[] {
  const isBeside = use.file.uri !== undefined && folderOf(use.file.uri) === folderOf(uri);
  const path = isBeside ? folderPart(use.file.path, target.cluster) + nameOf(uri) : pathOf(uri);
  if (!isBeside && !target.readsAs(path, uri)) return [];
  if (use.isDefault) return changeSetting(target, use.setting, quoteConf(path));
  const newText = use.hostNames ? writeAuth(path) : quoteConf(path);
  return [{ title: `${title}: ${path}`, edits: [{ place: use.place, newText }] }];
}

/** A path up to its last separator; a backslash is one on Windows only. */
function folderPart(path: string, { serverPlatform }: FixContext["cluster"]): string {
  return path.replace(serverPlatform === "windows" ? /[^/\\]*$/ : /[^/]*$/, "");
}
