import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { madeOnce } from "./madeOnce.ts";
import { runProgram } from "./runProgram.ts";

/** The folder of the whole project. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The folder that keeps what tests, benchmarks and the demo need beside the project's own packages. */
const toolsFolder = join(projectRoot, ".tools");

/** A set of npm packages that is installed on demand in a folder of its own, without their install scripts. */
export interface Tool {
  /** Names the folder; carries the versions, so that a new version is a new folder. */
  readonly name: string;
  /** What npm installs, pinned: `code-server@4.139.1`. */
  readonly packages: readonly string[];
  /** What the skipped install scripts would have done; runs in the folder before it becomes visible. */
  readonly finish?: (folder: string) => Promise<void>;
}

/**
 * Installs a tool unless it is there, and returns its folder (which holds `node_modules`).
 * @throws Error with npm's last words, when the registry cannot be reached or the disk is full.
 */
export async function ensureTool(
  tool: Tool,
  progress: (message: string) => void = () => {},
): Promise<string> {
  return madeOnce(join(toolsFolder, tool.name), async (partial) => {
    progress(`Installing ${tool.packages.join(", ")} ...`);
    await writeFile(join(partial, "package.json"), '{ "private": true }\n');
    await npmInstall(partial, [...tool.packages, "--force"]);
    await tool.finish?.(partial);
  });
}

/** Runs `npm install` in a folder without install scripts. @throws Error with the end of npm's output. */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const all = [
    "install",
    ...["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    ...["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=4000"],
    ...args,
  ];
  const options = { cwd: folder, shell: process.platform === "win32" };
  await runProgram(npm, all, `npm install ${args.join(" ")}`, options);
}
