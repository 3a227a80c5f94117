import { resolve } from "node:path";
import {
  type ClientLanguage,
  type HostLanguage,
  hostLanguageOfPath,
  isForeignText,
  type Language,
  type LanguageService,
  languageOfPath,
  languageOfText,
  otherLanguageOf,
  SourceDocument,
  toLanguage,
} from "../core/index.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { NewBaseline, readBaseline } from "./baseline.ts";
import { CannotRun, couldNotRun } from "./cannotRun.ts";
import { changedSince } from "./changedLines.ts";
import { type CheckedFile, toCheckedFile, toCheckedOutcome } from "./checkedFile.ts";
import { checkSettingsFile } from "./checkSettingsFile.ts";
import { displayPath } from "./displayPath.ts";
import { type FailOn, failsFrom } from "./failOn.ts";
import { findFiles } from "./findFiles.ts";
import { filtered } from "./findingFilter.ts";
import type { FixOptions } from "./fixFile.ts";
import type { FormatMaker } from "./formats/format.ts";
import { type FormatName, formats } from "./formats/index.ts";
import { type ColorMode, outputTo } from "./output.ts";
import { FileOutput, type OutputFile } from "./outputFile.ts";
import { printed } from "./printed.ts";
import { Progress } from "./progress.ts";
import { readClient, readHost } from "./readHost.ts";
import { readInput } from "./readInput.ts";
import { createService, type RuleOptions, type ServerOptions, toUri } from "./serverOptions.ts";
import { shownOfHost, toShown } from "./toShown.ts";

/** The options of `pgssl check`. */
export interface CheckOptions extends ServerOptions, RuleOptions {
  readonly language?: Language;
  readonly format: FormatName;
  /** Formats that go to files beside what is printed. */
  readonly output?: readonly OutputFile[];
  readonly color?: ColorMode;
  readonly strict?: boolean;
  /** Print numbers of findings, and not these: the format `summary`. */
  readonly summary?: boolean;
  /** The least severity that makes the exit status 1. */
  readonly failOn?: FailOn;
  /** A file with known findings, which are not printed. */
  readonly baseline?: string;
  /** Where to write what is found as the known findings of later runs. */
  readonly writeBaseline?: string;
  /** A commit: only findings on lines that changed since are printed. */
  readonly changedSince?: string;
  readonly stdinFilename?: string;
  /** Make the changes that are safe, and check what is left. */
  readonly fix?: boolean;
  /** Print what `fix` would change, and nothing else. */
  readonly fixDryRun?: boolean;
}

/** Checks files and prints what was found as it is found. Returns the exit status. @throws CannotRun */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.fixDryRun) return previewFixes(paths, options);
  const fails = failsFrom(options.failOn ?? (options.strict ? "warning" : "error"));
  const make: FormatMaker = formats[options.summary ? "summary" : options.format];
  const format = make(outputTo(process.stdout, options.color), fails);
  const files = (options.output ?? []).map(
    ({ format, path }) => new FileOutput(path, formats[format], fails),
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

/** How files are fixed before they are checked, and what happens to the diffs. */
interface Fixing extends Pick<FixOptions, "mode"> {
  report(diff: string): Promise<void>;
}

/** What of the options says how files are checked. */
interface CheckedFilesOptions extends Omit<CheckOptions, "format" | "output" | "color"> {
  /** Whether `CheckedFile.shown` is needed. */
  readonly needsShown?: boolean;
  /** Whether what is in it about clusters is needed. */
  readonly needsClusters?: boolean;
}

/**
 * Checks the files at these paths, one after the other; memory does not grow with their number. A path or file that cannot be
 * read goes to `cannot`, and the others are checked.
 */
export async function* checkedFiles(
  paths: readonly string[],
  options: CheckedFilesOptions,
  cannot: (error: CannotRun) => void,
  fixing?: Fixing,
): AsyncGenerator<CheckedFile> {
  if (options.stdinFilename !== undefined || paths.includes("-")) {
    if (fixing) throw new CannotRun("--fix is for files, not for standard input");
    if (paths.some((path) => path !== "-")) throw new CannotRun("standard input goes without other paths");
    yield await checkStandardInput(options.stdinFilename ?? "-", options);
    return;
  }
  if (paths.length === 0) throw new CannotRun("name a file or a folder to check");
  const seen = new Set<string>();
  const skip = (folder: string, why: string) => warn(`${folder}: ${why}, skipped`);
  let isWhole = true;
  const fail = (error: CannotRun) => {
    isWhole = false;
    cannot(error);
  };
  const { fixFile, realPaths } = fixing ? await import("./fixFile.ts") : {};
  const roots = (await realPaths?.(paths)) ?? [];
  const leaves = (path: string, reason: string) => warn(`${path}: ${reason}`);
  for await (const { files, hosts, isCluster } of findFiles(paths, options.language, skip, fail)) {
    const service = createService(paths, options);
    for (const path of hosts) {
      const uri = toUri(path);
      if (seen.has(uri)) continue;
      try {
        const file = await checkHost(service, uri, path, options);
        if (file) {
          seen.add(uri);
          yield file;
        } else if (!isCluster)
          throw new CannotRun(`${path}: holds no configuration of PostgreSQL that is known`);
      } catch (error) {
        fail(failureOf(path, error));
      }
    }
    for (const { path, language } of files) {
      const uri = toUri(path);
      if (seen.has(uri)) continue; // checked with the cluster of an earlier file
      const targets = new Map([[uri, { path: displayPath(uri), language }]]);
      try {
        const document = await service.document(uri, language);
        if (!document) throw new CannotRun(`${path}: cannot be read`);
        if (!options.language && isForeignText(document.text, language)) {
          if (isCluster) continue;
          throw new CannotRun(`${path}: a file of another program, as it seems; use --language to check it`);
        }
        const summary = isCluster ? await service.summary(uri) : undefined;
        for (const member of summary?.members ?? []) {
          if (!targets.has(member.uri)) {
            targets.set(member.uri, { path: displayPath(member.uri), language: member.language });
          }
        }
      } catch (error) {
        fail(failureOf(path, error));
        continue;
      }
      for (const [target, { path, language }] of targets) {
        if (seen.has(target)) continue;
        seen.add(target);
        let file: CheckedFile | undefined;
        try {
          // What ALTER SYSTEM writes is not for others to edit.
          // Nor is it clear of which language the text is to be, where a file is read in two.
          if (fixing && fixFile && !otherLanguageOf(target) && !target.endsWith("/postgresql.auto.conf")) {
            const options = { mode: fixing.mode, roots, leaves };
            const diff = await fixFile(service, target, path, language, options);
            if (diff !== "") await fixing.report(diff);
          }
        } catch (error) {
          fail(failureOf(path, error));
        }
        try {
          file = await checkOne(service, target, path, language, options);
        } catch (error) {
          fail(failureOf(path, error));
        }
        if (file) yield file;
      }
    }
  }
  if (seen.size > 0 || !isWhole) return;
  const nothing = `${paths.join(", ")}: there is no configuration file there`;
  if (options.strict) fail(new CannotRun(nothing));
  else warn(nothing);
}

/** What keeps a file from being checked: an error of this program is that file's, and the others are checked all the same. */
function failureOf(path: string, error: unknown): CannotRun {
  return error instanceof CannotRun
    ? error
    : new CannotRun(`${path}: internal error, please report it: ${String(error)}`);
}

/** Bytes of standard input that are read at the most. */
const maxInput = 64 * 1024 * 1024;

async function checkStandardInput(path: string, options: CheckedFilesOptions): Promise<CheckedFile> {
  const bytes = await readInput(maxInput);
  if (!bytes) throw new CannotRun("standard input is too large for a configuration file");
  const text = decodeText(bytes);
  const language =
    options.language ?? languageOfPath(resolve(path)) ?? hostLanguageOfPath(path) ?? languageOfText(text);
  if (!language)
    throw new CannotRun(
      `${path}: the name does not say what kind of file it is; use --stdin-filename or --language`,
    );
  const uri = toUri(path);
  const service = createService([path], options);
  service.open(new SourceDocument(uri, language, 1, text));
  return checkOne(service, uri, displayPath(uri), language, options);
}

/** Checks a document that may hold configuration or connection strings; `undefined` where it holds none. */
async function checkHost(
  service: LanguageService,
  uri: string,
  path: string,
  options: CheckedFilesOptions,
): Promise<CheckedFile | undefined> {
  const client = await readClient(uri, path);
  const document = client ?? (await readHost(uri, path));
  if (!document) return undefined;
  service.open(document);
  try {
    if (!client && !(await service.summary(uri))) return undefined;
    return await checkOne(service, uri, displayPath(uri), document.language, options);
  } finally {
    service.close(uri);
  }
}

async function checkOne(
  service: LanguageService,
  uri: string,
  path: string,
  language: Language | HostLanguage | ClientLanguage,
  { needsShown, needsClusters = false }: CheckedFilesOptions,
): Promise<CheckedFile> {
  const document = await service.document(uri, toLanguage(language));
  const diagnostics = await service.diagnose(uri);
  const snapshot = await service.snapshot(uri);
  // A file of a client, and one of which only connection strings matter, belongs to no cluster.
  const summary = snapshot ? undefined : await service.summary(uri);
  if (summary && document && diagnostics) {
    return {
      ...toCheckedFile(path, document, summary.serverVersion.value, diagnostics),
      ...(needsShown && { shown: shownOfHost(path, diagnostics) }),
    };
  }
  if (!document || !diagnostics || !snapshot) throw new CannotRun(`${path}: cannot be read`);
  checkSettingsFile(snapshot.settingsFile);
  const outcome = snapshot.cluster.mainFile === uri ? await service.outcome(uri) : undefined;
  return {
    ...toCheckedFile(path, document, snapshot.context.serverVersion, diagnostics),
    ...(outcome && { outcome: toCheckedOutcome(outcome, displayPath) }),
    ...(needsShown && {
      shown: toLanguage(language)
        ? await toShown(service, snapshot, diagnostics, outcome, needsClusters)
        : shownOfHost(path, diagnostics),
    }),
  };
}

/** Prints something that is not a finding. */
function warn(words: string): void {
  process.stderr.write(`pgssl: ${printed(words)}\n`);
}

/** Writes, and waits until the reader has read it, so that output does not pile up in memory. */
async function write(text: string): Promise<void> {
  if (text === "" || process.stdout.write(text)) return;
  await new Promise((resume) => process.stdout.once("drain", resume));
}
