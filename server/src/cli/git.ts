import { execFile } from "node:child_process";
import { CannotRun } from "./cannotRun.ts";

/** Bytes of an answer at the most, and milliseconds that git has for it. */
const limits = { output: 80 << 20, time: 20_000 };

/** Runs git with these words in a folder. @throws CannotRun */
export type Git = (words: readonly string[], input?: string) => Promise<Buffer>;

/**
 * Git in a folder. Callers use only what reads objects: that runs no program which the configuration of the repository names.
 */
export function gitIn(folder: string): Git {
  return (words, input) =>
    new Promise((resolveWith, reject) => {
      const child = execFile(
        "git",
        ["-C", folder, ...words],
        { encoding: "buffer", maxBuffer: limits.output, timeout: limits.time, windowsHide: true },
        (error, output, problems) => {
          if (!error) resolveWith(output);
          else reject(new CannotRun(`git ${words[0]}: ${firstLine(problems.toString()) || error.message}`));
        },
      );
      child.stdin?.on("error", () => {}); // a git that ended reads no more
      child.stdin?.end(input ?? "");
    });
}

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? "";

/** The id of the commit that a revision names. @throws CannotRun */
export async function commitOf(git: Git, revision: string): Promise<string> {
  if (revision.startsWith("-")) throw new CannotRun(`${revision}: not a revision`);
  const id = await git(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`]);
  return id.toString().trim();
}
