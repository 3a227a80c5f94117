import type { AuthLanguage } from "../model/language.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import { childOf, folderOf, type PathMappings, resolvePath } from "./uris.ts";

/** Where the server looks for an authentication file; `key` is that of the cluster. */
export function authFileUri(
  language: AuthLanguage,
  key: string,
  settings: EffectiveSettings | undefined,
  mappings: PathMappings,
): string {
  const [setting, usualName] = authFiles[language];
  const named = settings?.assignment(setting)?.value;
  // The server drops a slash at the end.
  return named
    ? resolvePath(trimEndOf(named, "/") || named.slice(0, 1), folderOf(key), mappings)
    : childOf(folderOf(key), usualName);
}

/** The setting that names each, and where it is without it. */
export const authFiles: Readonly<Record<AuthLanguage, readonly [setting: string, usualName: string]>> = {
  "pg-hba": ["hba_file", "pg_hba.conf"],
  "pg-ident": ["ident_file", "pg_ident.conf"],
  "pg-hosts": ["hosts_file", "pg_hosts.conf"],
};
