import type { FolderFacts } from "../cluster/cluster.ts";
import { parentFolders } from "../cluster/uris.ts";
import type { Facts } from "./facts.ts";

/** The user that the server runs as. */
export interface ServerUser {
  readonly id: number;
  /** The groups by `/etc/passwd` and `/etc/group`, absent where these do not list the user. */
  readonly groups?: ReadonlySet<number>;
  /** The names of users by their ids, as far as `/etc/passwd` has them. */
  readonly userNames?: ReadonlyMap<number, string>;
}

/**
 * Finds the server's user by the name or number that somebody chose, or else as the owner of the data directory, since the
 * server refuses any other. Without `facts` the accounts of this machine are not those of the server.
 */
export async function findServerUser(
  chosen: string | number | undefined,
  owner: number | undefined,
  facts: Facts | undefined,
): Promise<ServerUser | undefined> {
  const wanted = chosen ?? owner;
  const accounts = await rowsWith("", "/etc/passwd", facts);
  const account = accounts.find(([name, , id]) => name === wanted || id === `${wanted}`);
  const userNames = namesOf(accounts);
  if (!account) return typeof wanted === "number" ? { id: wanted, userNames } : undefined;
  const [name = "", , id, primary] = account;
  const groups = (await rowsWith(name, "/etc/group", facts))
    .filter(([, , , members = ""]) => members.split(",").includes(name))
    .map(([, , group]) => Number(group));
  return { id: Number(id), groups: new Set([Number(primary), ...groups]), userNames };
}

function namesOf(accounts: readonly string[][]): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [name = "", , id = ""] of accounts.slice(0, maxUsers))
    if (/^\d+$/.test(id) && /^[\w.-]{1,32}\$?$/.test(name) && !names.has(Number(id)))
      names.set(Number(id), name);
  return names;
}

/** Users whose names are kept. */
const maxUsers = 5000;

/** The lines of a file of accounts that hold a word somewhere, in their columns. */
async function rowsWith(word: string, path: string, facts: Facts | undefined): Promise<string[][]> {
  const fact = await facts?.accounts(`file://${path}`);
  const lines = fact && "text" in fact ? fact.text.split("\n") : [];
  return lines.filter((line) => line.includes(word)).map((line) => line.split(":"));
}

/**
 * The parent folders of a file and of what it is a symbolic link to, the nearest first, up to the data directory, which the server
 * has entered when it starts.
 */
export async function gatherParentFolders(
  uri: string,
  dataDirectory: string,
  facts: Facts,
): Promise<readonly FolderFacts[]> {
  const folders: FolderFacts[] = [];
  const above = parentFolders(uri, dataDirectory);
  const steps = await Promise.all([uri, ...above].map((step) => facts.stat(step)));
  const isLinked = steps.some((stat) => typeof stat === "object" && stat.isLink);
  const found = new Set(
    isLinked ? [...above, ...parentFolders(await facts.realUri(uri), dataDirectory)] : above,
  );
  for (const folder of found) {
    const stat = await facts.stat(folder);
    if (typeof stat === "object") folders.push({ uri: folder, stat });
  }
  return folders;
}
