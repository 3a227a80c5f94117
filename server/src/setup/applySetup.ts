import { basename } from "node:path";
import { LedElsewhereError, NotSynchronizedError } from "../disk/folder.ts";
import type { Place } from "../disk/place.ts";
import { systemErrorInWords } from "../disk/systemError.ts";
import { FileChangedError, NotReplaceableError, removeLeftovers } from "../disk/writeFiles.ts";
import { type FileToWrite, PartlyWrittenError, writeTogether } from "../disk/writeTogether.ts";
import { readBytes, type SetupContext } from "./context.ts";
import { ownerFor } from "./owner.ts";
import { type Making, secretKinds } from "./pathPlan.ts";
import { type SetupOutcome, SetupProblem } from "./plan.ts";
import { type Prepared, planSetup } from "./planSetup.ts";
import type { SetupRequest, SetupSecrets } from "./request.ts";

/** How a set-up is carried out. */
export interface ApplyOptions {
  readonly secrets: SetupSecrets;
  /** Absolute paths of files that the user allows to be replaced. */
  readonly replace: readonly string[];
  /** Where the files of the plan that was shown are: they are written there or nowhere. */
  readonly places: ReadonlyMap<string, Place>;
  /** Gets what is being done, and the progress from 0 to 1. */
  readonly progress?: (message: string, fraction: number) => void;
  /** Ends it with nothing written, unless writing has begun. */
  readonly signal?: AbortSignal;
}

/** Makes keys and certificates and writes the files, all or none. @throws SetupProblem */
export async function applySetup(
  context: SetupContext,
  request: SetupRequest,
  options: ApplyOptions,
): Promise<SetupOutcome> {
  const prepared = await planSetup(context, request);
  const { plan } = prepared;
  const unapproved = plan.files.filter(({ path, exists }) => exists && !options.replace.includes(path));
  if (unapproved.length > 0)
    throw new SetupProblem(
      `These files exist and are only replaced if you allow it for each: ${unapproved.map(({ path }) => path).join(", ")}`,
      "replace",
    );
  for (const { id, isNew } of plan.secrets) {
    if (!options.secrets[id])
      throw new SetupProblem(
        `A passphrase is needed: ${plan.secrets.find((one) => one.id === id)?.prompt}${isNew ? " (it must not be empty)" : ""}`,
        "secrets",
      );
  }
  const files = await makeFiles(context, prepared, options);
  options.progress?.("Writing the files", 1);
  const { authorityFolder, clientFolder, serverFolder } = plan.request;
  // A run that was killed may have left a second name of a CA's key where this one writes nothing.
  for (const folder of [authorityFolder, clientFolder, serverFolder])
    if (folder !== undefined) await removeLeftovers(folder);
  try {
    await writeTogether(files);
  } catch (error) {
    throw toProblem(error);
  }
  return { written: plan.files.map(({ path, kind, mode }) => ({ path, kind, mode })) };
}

async function makeFiles(
  context: SetupContext,
  { plan, pathPlan, target }: Prepared,
  { secrets, places, progress, signal }: ApplyOptions,
): Promise<FileToWrite[]> {
  const old = new Map<string, Uint8Array | undefined>();
  for (const { path, exists } of plan.files)
    old.set(path, exists ? await readBytes(context, path) : undefined);
  let steps = 0;
  const making: Making = {
    secrets,
    now: context.host.now(),
    step(message) {
      if (signal?.aborted) throw new SetupProblem("Nothing was written: it was cancelled");
      progress?.(message, steps / (++steps + 1));
    },
  };
  const contents = await pathPlan.make(making);
  making.step("Putting the files together");
  return plan.files.map(({ path, kind, mode }) => {
    const content = contents.get(path);
    if (!content?.length) throw new Error(`nothing was made for ${basename(path)}`);
    const owner = ownerFor(context.machine, target, pathPlan.request, path, kind);
    const expected = old.get(path);
    const place = places.get(path);
    return {
      path,
      content,
      mode,
      ...(place && { place }),
      ...(owner && { owner }),
      ...(expected && { expected, keepOld: secretKinds.has(kind) || kind.endsWith("-certificate") }),
    };
  });
}

/** What went wrong, in words that hold nothing of a file, and what that means: `outcome`. */
export function toProblem(error: unknown, outcome = "Nothing was written"): Error {
  if (error instanceof NotSynchronizedError)
    return new SetupProblem(`All files are in place, but ${error.message}.`);
  if (error instanceof PartlyWrittenError) return new SetupProblem(error.message);
  if (
    error instanceof LedElsewhereError ||
    error instanceof FileChangedError ||
    error instanceof NotReplaceableError
  )
    return new SetupProblem(`${error.message} ${outcome}.`);
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (code === undefined) return error as Error;
  if (code === "EEXIST")
    return new SetupProblem(`${dest ?? path} was created meanwhile. ${outcome}.`, "replace");
  return new SetupProblem(`${outcome}: ${systemErrorInWords(error as NodeJS.ErrnoException)}.`);
}
