import type { AuthContext } from "../cluster/context.ts";
import type { FindingDetails } from "./findingDetails.ts";

/** The details of an error because of which the server refuses the whole file. */
export function hostsRefused(context: AuthContext, detail = ""): FindingDetails {
  if (readsHostsFile(context))
    return {
      detail,
      refusal:
        "The server refuses the file: it does not start, and a reload keeps the old SSL configuration.",
    };
  const effect =
    "The server does not read the file now; with ssl and ssl_sni on, PostgreSQL 19 refuses to start with it.";
  return { detail: `${detail} ${effect}`.trim(), ...hostsDetails(context) };
}

/** Whether the server reads pg_hosts.conf: from 19 on, with `ssl` and `ssl_sni` on. True while the settings are unknown. */
function readsHostsFile({ serverVersion, settings }: AuthContext): boolean {
  return serverVersion >= 19 && settings?.isOn("ssl") !== false && settings?.isOn("ssl_sni") !== false;
}

/** What to add to the details of an error: where the server does not read the file it is not an error, only advice. */
export function hostsDetails(context: AuthContext, details?: FindingDetails): FindingDetails {
  if (readsHostsFile(context)) return {};
  return { serverEffect: null, severity: details?.severity === "hint" ? "hint" : "warning" };
}
