import type { ServerVersion } from "../model/serverVersion.ts";
import type { SettingGroup } from "./settingRow.ts";

/** Where PostgreSQL's manual describes a setting of that version, by the server's spelling. */
export function manualOfSetting(
  { name, group }: { readonly name: string; readonly group: SettingGroup },
  version: ServerVersion,
): string {
  const page = group === "vacuum" && version < 18 ? olderVacuumPage(name) : settingPages[group];
  return `${manual(version)}/runtime-config-${page}.html#GUC-${name.toUpperCase().replaceAll("_", "-")}`;
}

/** Where it describes an option of pg_hba.conf that is beside a method. */
export function manualOfOption(option: string, method: string, version: ServerVersion): string | undefined {
  const ofAllMethods = ["clientcert", "clientname"].includes(option) ? "auth-pg-hba-conf" : undefined;
  const page = option === "map" ? "auth-username-maps" : (ofAllMethods ?? methodPages[method]);
  return page && `${manual(version)}/${page}.html`;
}

function manual(version: ServerVersion): string {
  return `https://www.postgresql.org/docs/${version}`;
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
