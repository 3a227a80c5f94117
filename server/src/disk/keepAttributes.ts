import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";

/**
 * Gives a file the extended attributes and the access control list of another one, which it replaces. Node has no call for
 * them, so GNU `cp` does it on Linux, through the open files. Elsewhere nothing is done.
 * @throws Error when the old file has attributes that cannot be kept
 */
export async function keepAttributes(old: FileHandle, replacement: FileHandle): Promise<void> {
  if (process.platform !== "linux") return;
  const kinds = existsSync("/sys/fs/selinux/enforce") ? "mode,xattr,context" : "mode,xattr";
  const copied = await run("cp", ["--attributes-only", `--preserve=${kinds}`], [old, replacement]);
  if (copied.status === 0) return;
  // Another `cp` than GNU's: a system without the tools that set attributes has none that matter.
  const listed = await run("getfattr", ["--dump", "--match=-", "--absolute-names"], [old]);
  if (listed.status === undefined || (listed.status === 0 && listed.output.trim() === "")) return;
  throw new Error("its extended attributes cannot be kept");
}

/** Runs a tool on open files; the status is absent where there is no such tool. */
function run(
  tool: string,
  options: readonly string[],
  files: readonly FileHandle[],
): Promise<{ status: number | null | undefined; output: string }> {
  return new Promise((resolve) => {
    const paths = files.map((_, index) => `/dev/fd/${index + 3}`);
    const child = spawn(tool, [...options, "--", ...paths], {
      stdio: ["ignore", "pipe", "ignore", ...files.map(({ fd }) => fd)],
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.once("error", () => resolve({ status: undefined, output }));
    child.once("close", (status) => resolve({ status, output }));
  });
}
