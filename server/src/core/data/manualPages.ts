import type { ServerVersion } from "../model/serverVersion.ts";
import type { SettingGroup } from "./settingRow.ts";

/** An edition of the manual: that of a version, or where the version is unknown that of the newest release. */
export type ManualEdition = ServerVersion | "current";

/** Where PostgreSQL's manual describes a setting, by the server's spelling. */
export function manualOfSetting(
  { name, group }: { readonly name: string; readonly group: SettingGroup },
  edition: ManualEdition,
): string {
  const page =
    group === "vacuum" && edition !== "current" && edition < 18 ? olderVacuumPage(name) : settingPages[group];
  return `${manual(edition)}/runtime-config-${page}.html#GUC-${name.toUpperCase().replaceAll("_", "-")}`;
}

/** Where it describes an option of pg_hba.conf that is beside a method. */
export function manualOfOption(option: string, method: string, edition: ManualEdition): string | undefined {
  const ofAllMethods = ["clientcert", "clientname"].includes(option) ? "auth-pg-hba-conf" : undefined;
  const page = option === "map" ? "auth-username-maps" : (ofAllMethods ?? methodPages[method]);
  return page && `${manual(edition)}/${page}.html`;
}

function manual(edition: ManualEdition): string {
  return `https://www.postgresql.org/docs/${edition}`;
}

/** The chapter got a page about vacuuming in 18. */
function olderVacuumPage(name: string): string {
  return name.startsWith("vacuum_cost_") ? "resource" : "autovacuum";
}

const settingPages: Readonly<Record<SettingGroup, string>> = {
  authentication: "connection",
  client: "client",
  compatibility: "compatible",
  connections: "connection",
  developer: "developer",
  errors: "error-handling",
  files: "file-locations",
  locks: "locks",
  logging: "logging",
  planner: "query",
  preset: "preset",
  replication: "replication",
  resources: "resource",
  statistics: "statistics",
  tls: "connection",
  vacuum: "vacuum",
  wal: "wal",
};

/** The pages of the methods that have options of their own. */
const methodPages: Readonly<Record<string, string>> = {
  cert: "auth-cert",
  gss: "gssapi-auth",
  ident: "auth-ident",
  ldap: "auth-ldap",
  oauth: "auth-oauth",
  pam: "auth-pam",
  peer: "auth-peer",
  radius: "auth-radius",
  sspi: "sspi-auth",
};
