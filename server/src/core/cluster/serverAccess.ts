import type { FileStat } from "../host.ts";
import type { AuthFile, Cluster } from "./cluster.ts";
import { modesCount } from "./uses.ts";

/** The user whose permissions the server has, and whether they are known here. */
export type ServerAccount = Pick<
  Cluster,
  "isOnServer" | "serverPlatform" | "serverUser" | "serverGroups" | "userNames" | "dataDirectoryStat"
>;

/** What somebody wants with a file or folder, as the bit in its mode for others. */
const accessBits = { read: 0o4, enter: 0o1 } as const;

/**
 * Whether the server's user has permission to read a file or enter a folder, by mode, owner and group. `unlikely`: the
 * group has it, and the files under `/etc` do not list the user as a member; another source of groups or an access control
 * list may still give it. `undefined` where too little is known.
 */
export function mayAccess(
  stat: FileStat,
  access: keyof typeof accessBits,
  { serverUser, serverGroups, dataDirectoryStat }: ServerAccount,
): boolean | "unlikely" | undefined {
  const { mode, owner, group } = stat;
  if (mode === undefined || owner === undefined || serverUser === undefined) return undefined;
  const bit = accessBits[access];
  if (owner === serverUser) return (mode & (bit << 6)) !== 0;
  const [forGroup, forOthers] = [(mode & (bit << 3)) !== 0, (mode & bit) !== 0];
  if (forGroup === forOthers) return forGroup;
  const isMember = serverGroups
    ? group !== undefined && serverGroups.has(group)
    : (group !== undefined && group === dataDirectoryStat?.group) || undefined;
  if (isMember === undefined) return undefined;
  if (forGroup) return isMember || "unlikely";
  return !isMember;
}

/** Whether, by mode and owner, the server's user certainly has no permission to read a file or enter a folder. */
export function isForbidden(
  stat: FileStat,
  account: ServerAccount,
  access: keyof typeof accessBits = "read",
): boolean {
  return modesCount(account) && mayAccess(stat, access, account) === false;
}

/** Whether the server's user certainly cannot open a file: it has no permission to read it, or to enter a parent folder. */
export function isClosed({ stat, folders = [] }: AuthFile, account: ServerAccount): boolean {
  return (
    (stat !== undefined && isForbidden(stat, account)) ||
    folders.some((folder) => isForbidden(folder.stat, account, "enter"))
  );
}
