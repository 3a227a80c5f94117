import type { EmbeddedProblem } from "../carrier.ts";
import { isNothing } from "../writeEntries.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

/**
 * What Spilo does with its variable before Patroni reads it: zalando/spilo, postgres-appliance/scripts/configure_spilo.py, `deep_update` and
 * `main`, at 7cb50bd64bcb98b4399806fffa09f563523b4c9f. It fills in what its template has and the variable has not; null is nothing.
 */
export function isSpilos(document: YamlDocument): boolean {
  return document.variable?.isSpilos === true;
}

/** Settings of its template, in `postgresql.parameters`, where they win over those of the distributed configuration. */
const ownSettings: ReadonlySet<string> = new Set([
  "archive_command",
  "bg_mon.history_buckets",
  "bg_mon.listen_address",
  "extwlist.custom_path",
  "extwlist.extensions",
  "log_destination",
  "log_directory",
  "log_file_mode",
  "log_filename",
  "log_rotation_age",
  "log_truncate_on_rotation",
  "logging_collector",
  "pg_stat_statements.track_utility",
  "shared_buffers",
  "shared_preload_libraries",
  "ssl",
  "ssl_cert_file",
  "ssl_key_file",
]);

/** Why a setting in `bootstrap.dcs` does not count. */
export function ignoredBySpilo(name: string): string | undefined {
  return ownSettings.has(name) ? `Spilo gives ${name} in postgresql.parameters; move it there` : undefined;
}

/** What ends the script, so that Patroni is not started. */
export function spiloFaults(document: YamlDocument): readonly EmbeddedProblem[] {
  if (document.isTemplate) return [];
  const fault = (at: YamlNode, word: string): EmbeddedProblem => ({
    kind: "refused",
    place: at.key ? document.place(at) : document.span(at),
    word,
    detail: "configure_spilo.py ends with an error, and Patroni is not started.",
  });
  const root = document.at();
  if (root && ["list", "string"].includes(document.type(root)))
    return [fault(root, "its configuration must be a map")];
  const server = document.at("postgresql");
  if (server && !document.isMap(server)) return [fault(server, "postgresql must be a map")];
  const parameters = document.at("postgresql", "parameters");
  const list = document.at("bootstrap", "pg_hba");
  return [
    // Of other things that are no map Patroni's own check says it.
    ...(parameters && !document.isMap(parameters) && isNothing(document, parameters)
      ? [fault(parameters, "parameters must be a map")]
      : []),
    ...(list && !document.items(list) ? [fault(list, "bootstrap.pg_hba must be a list")] : []),
    ...withoutText(document, list).map((item) => fault(item, "records of bootstrap.pg_hba must be text")),
  ];
}

/** The first item in which it cannot look for `replication`; it looks no further behind one that has the word. */
function withoutText(document: YamlDocument, list: YamlNode | undefined): readonly YamlNode[] {
  for (const item of document.items(list) ?? []) {
    if (["null", "number", "boolean"].includes(document.type(item))) return [item];
    if (document.scalar(item)?.value.includes("replication")) break;
  }
  return [];
}
