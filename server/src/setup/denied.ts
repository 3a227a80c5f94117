import { dirname } from "node:path";
import { shellWord } from "../core/index.ts";
import { mayWrite } from "../disk/mayWrite.ts";
import { accountName } from "./accountName.ts";
import { type SetupContext, type Target, toPath } from "./context.ts";
import type { SetupSurroundings } from "./plan.ts";

/** What this user may not write of a cluster, and how its owner does a set-up; `undefined` where nothing is denied. */
export async function findDenied(
  context: SetupContext,
  target: Target | undefined,
  isAllowed: (path: string) => Promise<boolean> = mayWrite,
): Promise<SetupSurroundings["denied"]> {
  if (!target) return undefined;
  const main = toPath(target.cluster.mainFile);
  for (const path of [target.dataDirectory, main]) {
    if (path === undefined || (await isAllowed(path))) continue;
    return { path, command: await ownersCommand(context, target) };
  }
  return undefined;
}

/** The command line as the owner of the data directory, or of the configuration, or else root. */
async function ownersCommand(context: SetupContext, { cluster }: Target): Promise<string> {
  const owner = cluster.dataDirectoryStat?.owner ?? cluster.mainFileStat?.owner ?? 0;
  // Its prompts propose the cluster that PGDATA names.
  const command = `env PGDATA=${shellWord(dirname(toPath(cluster.mainFile)))} pgssl init`;
  return owner === 0 ? `sudo ${command}` : `sudo -u ${await accountName(context, owner)} ${command}`;
}
