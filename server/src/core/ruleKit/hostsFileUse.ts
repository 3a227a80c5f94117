import type { AuthContext } from "../cluster/context.ts";
import type { FindingDetails } from "./rule.ts";

/** Whether the server reads pg_hosts.conf: from 19 on, with `ssl` and `ssl_sni` on. True while the settings are unknown. */
export function readsHostsFile({ serverVersion, settings }: AuthContext): boolean {
  return serverVersion >= 19 && settings?.isOn("ssl") !== false && settings?.isOn("ssl_sni") !== false;
}

/** What to add to an error's details when the server does not read the file: it is no error then, only advice. */
export function hostsDetails(context: AuthContext, details?: FindingDetails): FindingDetails {
  if (readsHostsFile(context)) return {};
  return { serverEffect: null, severity: details?.severity === "hint" ? "hint" : "warning" };
}
