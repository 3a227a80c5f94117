import { type Cluster, namedFiles } from "../cluster/cluster.ts";
import { pathOf } from "../cluster/uris.ts";
import { shellWord } from "../ruleKit/shell.ts";

/** What makes a running server use changed files and settings. */
export interface Activation {
  readonly kind: "reload" | "restart";
  /** Why that is enough or needed, in a sentence. */
  readonly reason: string;
  /** Shell commands, and SQL where that does it, of which any one is enough. */
  readonly commands: readonly string[];
}

/**
 * TLS settings and files are read anew at a reload since PostgreSQL 10, even when `ssl` is switched on; a key with a passphrase is
 * opened at a start alone, unless the command for it supports reloads. `hasNewKey`: the key is one without a passphrase from now on.
 */
export function activationOf({ settings, mainFile, dataDirectory }: Cluster, hasNewKey: boolean): Activation {
  const isLocked =
    (settings?.value("ssl_passphrase_command") ?? "") !== "" &&
    settings?.isOn("ssl_passphrase_command_supports_reload") !== true &&
    !hasNewKey;
  const kind = isLocked ? "restart" : "reload";
  const folder = dataDirectory ? shellWord(pathOf(dataDirectory.value)) : "DATA_DIRECTORY";
  const [, version, name] =
    /\/etc\/postgresql\/(\d+)\/([\w.-]+)\/[^/]*$/.exec(mainFile === undefined ? "" : pathOf(mainFile)) ?? [];
  return {
    kind,
    reason: isLocked
      ? "The key's passphrase is only requested at a start (ssl_passphrase_command_supports_reload is off)."
      : "A reload is enough: new connections use the new files and settings; open ones are not affected.",
    commands: [
      ...(version && name ? [`pg_ctlcluster ${version} ${name} ${kind}`] : []),
      `pg_ctl ${kind} -D ${folder}`,
      ...(isLocked ? [] : ["SELECT pg_reload_conf();"]),
    ],
  };
}

/** What a change of a file or folder on disk needs to take effect; `undefined` where a server that runs does not read it. */
export function activationAfterChange(cluster: Cluster, uri: string): Activation | undefined {
  const isRead = namedFiles(cluster).some(({ file }) => file.uri === uri || file.uri?.startsWith(`${uri}/`));
  if (cluster.settings?.isOn("ssl") !== true || !isRead || cluster.dataDirectory?.value === uri)
    return undefined;
  return activationOf(cluster, false);
}
