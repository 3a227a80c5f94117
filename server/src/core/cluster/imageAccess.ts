import type { FileStat } from "../host.ts";

/** What the build of an image does to the owner and the mode of files, by paths in it. */
export interface AccessChange {
  /** A file or folder; `*` is any part of a name. */
  readonly path: string;
  /** What is below it, too. */
  readonly isRecursive: boolean;
  /** Only where it belongs to this user, who alone may change it. */
  readonly ifOwner?: number;
  readonly owner?: number;
  readonly group?: number;
  /** Bits of the mode that go, and those that come. */
  readonly clear?: number;
  readonly set?: number;
  /** Owner and mode are known to nobody from here on. */
  readonly isUnknown?: true;
}

/** A file as it is in an image, in place of the one beside the Dockerfile; the changes in their order. */
export function statInImage(stat: FileStat, path: string, changes: readonly AccessChange[]): FileStat {
  let found = stat;
  for (const change of changes) {
    if (!reaches(change, path) || (change.ifOwner ?? found.owner) !== found.owner) continue;
    const { owner = found.owner, group = found.group, clear = 0, set = 0 } = change;
    const { mode, owner: _, group: __, ...rest } = found;
    if (change.isUnknown || owner === undefined) found = rest;
    else
      found = {
        ...rest,
        owner,
        ...(group !== undefined && { group }),
        ...(mode !== undefined && { mode: (mode & ~clear) | set }),
      };
  }
  return found;
}

function reaches({ path, isRecursive }: AccessChange, file: string): boolean {
  const [names, own] = [path.replace(/\/$/, "").split("/"), file.split("/")];
  if (own.length < names.length || (!isRecursive && own.length > names.length)) return false;
  return names.every((name, index) => fits(name, own[index] ?? ""));
}

/** Whether a name is one with any parts in the place of each `*`. */
function fits(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
