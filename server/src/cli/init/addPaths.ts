import type { Command } from "commander";
import { type SetupPath, setupPaths } from "../../setup/request.ts";
import { addOptions, type InitOptions, pathTexts } from "./options.ts";

/** What runs a path of `pgssl init` with its words. */
type RunPath = (path: SetupPath, folder: string | undefined, options: InitOptions) => Promise<void>;

/** Adds a command with its options for each path of the set-up. */
export function addPaths(command: Command, run: RunPath): void {
  for (const path of setupPaths) {
    const one = command
      .command(path)
      .description(pathTexts[path])
      .aliases(path === "install" ? ["answer"] : []) // its name before 0.2
      .argument("[DIR]", "the folder of the cluster, which holds postgresql.conf")
      .action((folder: string | undefined, options: InitOptions) => run(path, folder, options));
    addOptions(one, path);
  }
}
