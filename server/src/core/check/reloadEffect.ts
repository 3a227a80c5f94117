import type { Cluster } from "../cluster/cluster.ts";
import { useAt } from "../cluster/uses.ts";
import type { Diagnostic, ReloadEffect } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";

/** What a finding in a file of that language means for a server that reloads its configuration; `null`: nothing. */
export function reloadEffectOf(
  finding: Diagnostic,
  language: Language,
  cluster: Cluster,
): ReloadEffect | null {
  if (finding.reloadEffect !== undefined) return finding.reloadEffect;
  if (finding.serverEffect === null || finding.serverEffect === "connection-error") return null;
  if (useAt(finding, cluster, "ssl_dh_params_file")) {
    return null; // parameters that cannot be read stop the start alone; a reload takes the built-in ones instead
  }
  if (finding.serverEffect === "start-error" || language === "pg-hosts") return "keeps-ssl";
  return byLanguage[language];
}

const byLanguage = {
  "pg-hba": "keeps-hba",
  "pg-ident": "keeps-ident",
  "postgresql-conf": "keeps-settings",
} as const;
