import { compareStates } from "../core/index.ts";
import type { ChangeEffect, ConnectionChange } from "../core/model/connectionChange.ts";
import type { Place } from "../core/model/span.ts";
import { toUri } from "../disk/fileUri.ts";
import { CannotRun } from "./cannotRun.ts";
import { readCommit } from "./difference/committedFiles.ts";
import { failures } from "./difference/failures.ts";
import { type DiffFormatName, diffFormats } from "./difference/formats.ts";
import { type PrintedChange, printedPlace, toPrinted } from "./difference/printedChange.ts";
import { type ReadState, readStates } from "./difference/readStates.ts";
import { printed } from "./printed.ts";
import type { ServerOptions } from "./serverOptions.ts";

/** The options of `pgssl diff`. */
export interface DiffOptions extends ServerOptions {
  /** The old state is the one of this commit. */
  readonly git?: string;
  readonly format: DiffFormatName;
  readonly failOn?: readonly (keyof typeof failures)[];
}

/** Prints which connections fare differently. Returns the exit status: 1 where one of `--fail-on` does. @throws CannotRun */
export async function diff(paths: readonly string[], options: DiffOptions): Promise<number> {
  const changes = await readChanges(paths, options);
  process.stdout.write(diffFormats[options.format](changes));
  const failing = new Set<ChangeEffect>((options.failOn ?? []).flatMap((word) => [...failures[word]]));
  return changes.some(({ effect }) => failing.has(effect)) ? 1 : 0;
}

/** The changes between two paths, or one path and what it was in a commit. @throws CannotRun */
export async function readChanges(
  paths: readonly string[],
  options: Pick<DiffOptions, "git" | keyof ServerOptions>,
): Promise<readonly PrintedChange[]> {
  const [first, second, ...more] = paths;
  if (options.git === undefined) {
    if (first === undefined || second === undefined || more.length > 0)
      throw new CannotRun("name the old state and the new one, or one path with --git REVISION");
    return printedChanges(await readStates(first, second, options));
  }
  if (first === undefined || second !== undefined)
    throw new CannotRun("--git goes with one path, which is compared with what it was in that commit");
  const commit = await readCommit(options.git, first);
  try {
    const [before, after] = await readStates(commit.path, first, options).catch((error: unknown) => {
      throw error instanceof CannotRun
        ? new CannotRun(error.message.replaceAll(commit.path, `${first} in ${options.git}`))
        : error;
    });
    const [there, here] = [commit.folder, commit.top].map((folder) => toUri(folder));
    const placeOf = (place: Place) => {
      const shown = before.placeOf(place);
      return { ...shown, uri: shown.uri.replace(there ?? "", () => here ?? "") };
    };
    return printedChanges([{ ...before, placeOf }, after]);
  } finally {
    commit.remove();
  }
}

function printedChanges([before, after]: readonly [ReadState, ReadState]) {
  const changes: readonly ConnectionChange[] = compareStates(before.state, after.state);
  for (const [when, { state, placeOf }] of [["before", before] as const, ["after", after] as const]) {
    const { problem } = state;
    if (!problem || state.fault) continue;
    const { path, line } = printedPlace(placeOf(problem));
    process.stderr.write(`pgssl: ${printed(`${when}: ${path}:${line}: ${problem.message}`)}\n`);
  }
  return changes.map((change) =>
    toPrinted(
      change,
      (place) => printedPlace(before.placeOf(place)),
      (place) => printedPlace(after.placeOf(place)),
    ),
  );
}
