import { isWithin } from "../disk/isWithin.ts";
import type { MachineFacts, Target } from "./context.ts";
import type { FileKind } from "./plan.ts";
import type { SetupRequest } from "./request.ts";

/** Whom a file is given to, where that is not simply the user who makes it. */
export interface Owner {
  readonly user: number;
  readonly group: number;
  readonly mode: number;
  readonly words: string;
}

/**
 * Root makes the server's files for the user whom the server runs as, the data directory's owner; or keeps its key and lets
 * the server's group read it, the other state that PostgreSQL accepts. The files of CAs and clients stay root's.
 */
export function ownerFor(
  { user }: MachineFacts,
  target: Target | undefined,
  { keyOwner = "server" }: SetupRequest,
  path: string,
  kind: FileKind,
): Owner | undefined {
  const { owner, group } = target?.cluster.dataDirectoryStat ?? {};
  if (user !== 0 || !target?.dataDirectory || owner === undefined || group === undefined) return undefined;
  if (!kind.startsWith("server-") && kind !== "request" && !isWithin(path, target.dataDirectory))
    return undefined;
  const isKey = kind === "server-key";
  if (isKey && keyOwner === "root")
    return { user: 0, group, mode: 0o640, words: `root, readable for the server's group (${group})` };
  return {
    user: owner,
    group,
    mode: isKey ? 0o600 : 0o644,
    words: `the data directory's owner (user ${owner})`,
  };
}
