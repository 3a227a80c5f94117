import { NewBaseline, readBaseline } from "./baseline.ts";
import { CannotRun, couldNotRun } from "./cannotRun.ts";
import { changedSince } from "./changedLines.ts";
import { checkedFiles, type Fixing } from "./checkedFiles.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { failsFrom } from "./failOn.ts";
import { filtered } from "./findingFilter.ts";
import type { FormatMaker } from "./formats/format.ts";
import { type FormatName, formats } from "./formats/index.ts";
import { type Output, outputTo } from "./output.ts";
import { FileOutput, protectFrom } from "./outputFile.ts";
import { Progress } from "./progress.ts";
import { whyOfRule } from "./rulePage.ts";
import { warn } from "./warn.ts";

/** Checks files and prints what was found as it is found. Returns the exit status. @throws CannotRun */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.fixDryRun) return previewFixes(paths, options);
  const fails = failsFrom(options.failOn ?? (options.strict ? "warning" : "error"));
  const start = (name: FormatName, output: Output) => {
    const make: FormatMaker = formats[name];
    return make(output, fails, whyOfRule);
  };
  const format = start(options.summary ? "summary" : options.format, outputTo(process.stdout, options.color));
  const files = (options.output ?? []).map(
    ({ format, path }) => new FileOutput(path, start(format, outputTo({}, "never"))),
  );
  const isStandardInput = options.stdinFilename !== undefined || paths.includes("-");
  if (options.changedSince !== undefined && isStandardInput)
    throw new CannotRun("--changed-since is for files, not for standard input");
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline);
  const written = options.writeBaseline === undefined ? undefined : new NewBaseline(options.writeBaseline);
  const filters = [
    ...(baseline ? [baseline.filter] : []),
    ...(options.changedSince === undefined ? [] : [changedSince(options.changedSince)]),
  ];
  const protect = await protectFrom([
    ...(options.output ?? []).map(({ path }) => path),
    ...(options.writeBaseline === undefined ? [] : [options.writeBaseline]),
  ]);
  const progress = new Progress(process.stderr, (files) => `${files} files checked`);
  let failed = false;
  let isWhole = true;
  const cannot = ({ message }: CannotRun) => {
    isWhole = false;
    progress.clear();
    warn(message);
  };
  let output = format.start;
  try {
    const fixing: Fixing = { mode: "write", report: async (diff) => void process.stderr.write(diff) };
    const needsShown =
      baseline !== undefined ||
      written !== undefined ||
      [format, ...files].some(({ usesShown }) => usesShown === true);
    const needsClusters = [format, ...files].some(({ usesClusters }) => usesClusters === true);
    for await (const checked of checkedFiles(
      paths,
      { ...options, needsShown, needsClusters },
      cannot,
      options.fix ? fixing : undefined,
    )) {
      progress.count();
      await protect(checked.path);
      written?.add(checked);
      const file = await filtered(checked, filters);
      failed ||= file.diagnostics.some(({ severity }) => fails(severity));
      output += format.file(file);
      for (const one of files) one.add(file);
      if (output !== "") progress.clear();
      await write(output);
      output = "";
    }
    progress.clear();
  } catch (error) {
    progress.clear();
    // What was begun is ended, so that a program can read the files before the one that failed.
    if (output === "") await write(format.end());
    throw error;
  }
  await write(output + format.end());
  for (const one of files) await one.write();
  for (const words of baseline?.fixed() ?? []) warn(`${words} is fixed, and can leave the baseline`);
  if (!isWhole) return couldNotRun;
  await written?.write();
  return failed && !written ? 1 : 0;
}

/** Prints what `--fix` would change, as a diff, and nothing else; the exit status is 1 if there is anything. */
async function previewFixes(paths: readonly string[], options: CheckOptions): Promise<number> {
  let status = 0;
  const report = (diff: string) => {
    status = 1;
    return write(diff);
  };
  const cannot = (error: CannotRun) => {
    throw error;
  };
  for await (const _ of checkedFiles(paths, options, cannot, { mode: "preview", report }));
  return status;
}

/** Writes, and waits until the reader has read it, so that output does not pile up in memory. */
async function write(text: string): Promise<void> {
  if (text === "" || process.stdout.write(text)) return;
  await new Promise((resume) => process.stdout.once("drain", resume));
}
