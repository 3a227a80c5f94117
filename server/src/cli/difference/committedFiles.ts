import { mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isWithin } from "../../disk/isWithin.ts";
import { CannotRun } from "../cannotRun.ts";
import { commitOf, type Git, gitIn } from "../git.ts";

/** Files of a commit in a temporary folder. */
export interface CommittedFiles {
  /** Where the path is in the temporary folder. */
  readonly path: string;
  /** The folder that has the files of the top of the repository, and that top. */
  readonly folder: string;
  readonly top: string;
  remove(): void;
}

/** Limits of what is read of a commit: bytes of a file and of all, and files. */
const limits = { file: 1 << 20, all: 64 << 20, files: 10_000 };

/**
 * The files of a commit beside a path: those of the path's folder and below, of up to two folders above as well where the path
 * is a file, as a cluster may be. Symbolic links and larger files are left out. @throws CannotRun
 */
export async function readCommit(revision: string, path: string): Promise<CommittedFiles> {
  const whole = resolve(path);
  const start = statSync(whole, { throwIfNoEntry: false })?.isDirectory() ? whole : dirname(whole);
  const git = gitIn(start);
  const top = realpathSync((await git(["rev-parse", "--show-toplevel"])).toString().trimEnd());
  const commit = await commitOf(git, revision);
  const inside = relative(top, realpathSync(start)).split(sep).join("/");
  const wanted = await listFiles(gitIn(top), commit, inside, start === whole);
  const folder = mkdtempSync(join(tmpdir(), "pgssl-diff-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await writeFiles(gitIn(top), wanted, folder);
    return { folder, top, path: join(folder, inside, start === whole ? "" : relative(start, whole)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

interface CommittedFile {
  readonly object: string;
  readonly path: string;
}

async function listFiles(
  git: Git,
  commit: string,
  inside: string,
  isFolder: boolean,
): Promise<readonly CommittedFile[]> {
  const listed = await git(["ls-tree", "-r", "-z", "--long", "--full-tree", commit]);
  const above = isFolder ? [] : [dirname(inside), dirname(dirname(inside))];
  const files: CommittedFile[] = [];
  let total = 0;
  for (const entry of listed.toString().split("\0")) {
    const [, mode = "", object = "", size = "", path = ""] =
      /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(entry) ?? [];
    const isBeside = inside === "" || path.startsWith(`${inside}/`) || above.includes(dirname(path));
    if (!mode.startsWith("100") || !isBeside || Number(size) > limits.file) continue;
    files.push({ object, path });
    total += Number(size);
  }
  if (files.length > limits.files || total > limits.all)
    throw new CannotRun(
      `${inside || "."}: the commit has too many files there; name the folder of the cluster`,
    );
  return files;
}

/** `cat-file --batch` gives a line with the size, the bytes, and a line feed for each file. */
async function writeFiles(git: Git, files: readonly CommittedFile[], folder: string): Promise<void> {
  const output = await git(["cat-file", "--batch"], files.map(({ object }) => `${object}\n`).join(""));
  let at = 0;
  for (const { path } of files) {
    const end = output.indexOf(10, at);
    const size = Number(output.subarray(at, end).toString().split(" ")[2]);
    const target = join(folder, path);
    if (!isWithin(target, folder)) throw new CannotRun(`${path}: leads out of the commit`);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    writeFileSync(target, output.subarray(end + 1, end + 1 + size), { mode: 0o600 });
    at = end + size + 2;
  }
}
