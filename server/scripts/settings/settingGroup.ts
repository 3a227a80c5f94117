/** Our own short word for the kind of thing that a setting is about, from the category in `pg_settings`. */
export function settingGroup(category: string): string {
  const row = groups.find(([start]) => category.startsWith(start));
  if (!row) throw new Error(`The category "${category}" has no group yet`);
  return row[1];
}

const groups: readonly (readonly [categoryStart: string, group: string])[] = [
  ["Autovacuum", "vacuum"],
  ["Vacuuming", "vacuum"],
  ["Resource Usage / Cost-Based Vacuum Delay", "vacuum"],
  ["Resource Usage", "resources"],
  ["Connections and Authentication / SSL", "tls"],
  ["Connections and Authentication / Authentication", "authentication"],
  ["Connections and Authentication", "connections"],
  ["Client Connection Defaults", "client"],
  ["Developer Options", "developer"],
  ["Error Handling", "errors"],
  ["File Locations", "files"],
  ["Lock Management", "locks"],
  ["Preset Options", "preset"],
  ["Process Title", "logging"],
  ["Reporting and Logging", "logging"],
  ["Query Tuning", "planner"],
  ["Replication", "replication"],
  ["Statistics", "statistics"],
  ["Version and Platform Compatibility", "compatibility"],
  ["Write-Ahead Log", "wal"],
];
