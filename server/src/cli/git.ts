import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { CannotRun } from "./cannotRun.ts";

/** Bytes of an answer at the most, and milliseconds that git has for it. */
const limits = { output: 80 << 20, time: 20_000 };

/** Runs git with these words in a folder. @throws CannotRun */
export type Git = (words: readonly string[], input?: string) => Promise<Buffer>;

/**
 * Git in a folder. Callers use only what reads objects, so that it runs no program that the configuration of the repository names.
 * For that a repository counts only where a `.git` leads to it, since any folder can be made to look like a bare one.
 */
export function gitIn(folder: string): Git {
  return (words, input) =>
    new Promise((resolveWith, reject) => {
      const child = execFile(
        "git",
        ["-C", folder, "-c", "safe.bareRepository=explicit", ...words],
        {
          encoding: "buffer",
          maxBuffer: limits.output,
          timeout: limits.time,
          windowsHide: true,
          env: environment(),
        },
        (error, output, problems) => {
          if (!error) resolveWith(output);
          else reject(new CannotRun(`git ${words[0]}: ${firstLine(problems.toString()) || error.message}`));
        },
      );
      child.stdin?.on("error", () => {}); // a git that ended reads no more
      child.stdin?.end(input ?? "");
    });
}

/**
 * Objects that a partial clone lacks are not fetched: a transport is a program, and of older versions of git only the list of allowed
 * protocols holds it back. Paths are names, not patterns. In a hook `GIT_DIR` may be relative to where git started it.
 */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: directory, GIT_WORK_TREE: tree = ".", ...others } = process.env;
  return {
    ...others,
    ...(directory && { GIT_DIR: resolve(directory), GIT_WORK_TREE: resolve(tree) }),
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    GIT_LITERAL_PATHSPECS: "1",
  };
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";

/** The id of the commit that a revision names. @throws CannotRun */
export async function commitOf(git: Git, revision: string): Promise<string> {
  if (revision.startsWith("-")) throw new CannotRun(`${revision}: not a revision`);
  await git(["rev-parse", "--git-dir"]);
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const id = await git(words).catch((error) => {
    if (!(error instanceof CannotRun)) throw error;
    throw new CannotRun(`${revision}: the repository has no such commit; a shallow clone may lack it`);
  });
  return id.toString().trim();
}
