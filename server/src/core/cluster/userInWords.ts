import type { Cluster } from "./cluster.ts";

type Names = Pick<Cluster, "userNames">;

/** The owner of a file: `root`, `postgres (101)`, or `user 101` where the name is not known. */
export function ownerInWords(id: number | undefined, { userNames }: Names): string {
  if (id === 0) return "root";
  return id !== undefined && userNames?.has(id) ? numbered(id, userNames) : `user ${id}`;
}

/** The server's user, to follow these words: `postgres (101)`, or the number alone. */
export function serverUserInWords({ serverUser, userNames }: Names & Pick<Cluster, "serverUser">): string {
  return serverUser === undefined ? "unknown" : numbered(serverUser, userNames);
}

function numbered(id: number, names: Cluster["userNames"]): string {
  const name = names?.get(id);
  return name === undefined ? `${id}` : `${name} (${id})`;
}
