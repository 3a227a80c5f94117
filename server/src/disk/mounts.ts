import { readFileSync } from "node:fs";
import { sep } from "node:path";

/** The mounts of a machine: the mount point that a real path is beneath, and whether its file system surely is on this machine. */
export type FindMount = (path: string) => { readonly point: string; readonly isLocal: boolean };

/** Types that need no other machine and no other process for an answer. */
const localTypes: ReadonlySet<string> = new Set(
  "bcachefs btrfs erofs exfat ext2 ext3 ext4 f2fs jfs ntfs3 overlay ramfs rootfs squashfs tmpfs vfat xfs zfs".split(
    " ",
  ),
);

/**
 * The mounts as they are now: by the kernel's table where there is one (Linux; reading it never waits for a file system),
 * elsewhere by the first two names of a path.
 */
export function readMounts(): FindMount {
  try {
    return mountsOf(readFileSync("/proc/self/mountinfo", "utf8"));
  } catch {
    return (path) => ({ point: path.split(sep).slice(0, 3).join(sep), isLocal: false });
  }
}

/** The mounts of a table in the form of `/proc/self/mountinfo`. */
export function mountsOf(table: string): FindMount {
  const types = new Map<string, string>();
  for (const line of table.split("\n")) {
    const words = line.split(" ");
    const point = words[4]?.replace(/\\([0-7]{3})/g, (_, octal) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    if (point) types.set(point, words[words.indexOf("-", 6) + 1] ?? "");
  }
  return (path) => {
    let point = path;
    while (!types.has(point) && point !== "/") point = point.slice(0, point.lastIndexOf("/")) || "/";
    return { point, isLocal: localTypes.has(types.get(point) ?? "") };
  };
}
