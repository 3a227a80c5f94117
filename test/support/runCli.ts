import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "./tools.ts";

/** What a run of the built command-line program left. */
export interface CliRun {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `pgssl` as a shell would. */
export async function runCli(
  args: readonly string[],
  options: { input?: string; cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [join(projectRoot, "dist/cli.cjs"), ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  const run = { output: "", errors: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk) => (run.output += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk) => (run.errors += chunk));
  child.stdin.end(options.input ?? "");
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, ...run };
}
