import { type SpawnOptions, spawn } from "node:child_process";

/** Runs a program to its end. @throws Error with the end of what it printed, when it fails */
export async function runProgram(
  command: string,
  args: readonly string[],
  what: string,
  options: Pick<SpawnOptions, "cwd" | "env" | "shell"> = {},
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0) throw new Error(`${what} failed:\n${output.slice(-4000)}`);
}
