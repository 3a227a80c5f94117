import type { FileStat } from "../host.ts";

/**
 * What the server finds wrong with the owner or the mode of its private key (its `check_ssl_key_file_permissions`, the same
 * in 13 to 19). A key of the server's own user must be closed to group and others; one of root's may be read by its group.
 */
export function keyProblem(stat: FileStat, serverUser: number | undefined): "owner" | "mode" | undefined {
  if (stat.mode === undefined || stat.owner === undefined) return undefined;
  if (stat.owner !== 0 && serverUser !== undefined && stat.owner !== serverUser) return "owner";
  return (stat.mode & (stat.owner === 0 ? 0o037 : 0o077)) === 0 ? undefined : "mode";
}
