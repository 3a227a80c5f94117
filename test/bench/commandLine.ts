import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../support/tools.ts";
import { bundle } from "./bundle.ts";

/** What one run of `pgssl check` cost. */
export interface CheckRun {
  /** Seconds. */
  readonly elapsed: number;
  /** Seconds of all its threads, in the program and in the system. */
  readonly processor: number;
  /** The most MiB that were resident. */
  readonly resident: number;
  /** Seconds until the first words came. */
  readonly firstOutput: number;
  /** Files that it reported. */
  readonly files: number;
}

/** Checks all clusters beneath a folder. */
export function timeCheck(folder: string, scratch: string, cache: string): Promise<CheckRun> {
  const program = join(projectRoot, "dist/cli.cjs");
  return timeRun([program, "check", "--format", "json", folder], scratch, cache);
}

/** Reads all clusters beneath a folder and verifies their certificates, as the floor of what a check costs. */
export async function timeBareCheck(folder: string, scratch: string, cache: string): Promise<CheckRun> {
  return timeRun([await bundle("bareCheck"), folder], scratch, cache);
}

/** Runs a program in a process of its own that notes its costs when it ends. */
async function timeRun(program: readonly string[], scratch: string, cache: string): Promise<CheckRun> {
  const report = join(scratch, "cost.json");
  const spy = join(scratch, "cost.cjs");
  await writeFile(
    spy,
    `process.on("exit", () => require("fs").writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.resourceUsage())));`,
  );
  const begin = performance.now();
  const child = spawn(process.execPath, ["--require", spy, ...program], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, XDG_CACHE_HOME: cache },
  });
  let firstOutput = Number.NaN;
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (output === "") firstOutput = (performance.now() - begin) / 1000;
    output += text;
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  const elapsed = (performance.now() - begin) / 1000;
  if (status !== 0) throw new Error(`${program[0]} ended with ${status}: ${output.slice(0, 1000)}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(
    await readFile(report, "utf8"),
  ) as NodeJS.ResourceUsage;
  const files = (output.match(/"path":/g) ?? []).length;
  return {
    elapsed,
    processor: (userCPUTime + systemCPUTime) / 1e6,
    resident: maxRSS / 1024,
    firstOutput,
    files,
  };
}
