import {
  type HostLanguage,
  isForeignText,
  type Language,
  type LanguageService,
  otherLanguageOf,
} from "../core/index.ts";
import { toUri } from "../disk/fileUri.ts";
import { promptHost } from "../disk/promptHost.ts";
import { CannotRun } from "./cannotRun.ts";
import { checkDocument, checkHost, checkStandardInput, holdsNothing } from "./checkDocument.ts";
import type { CheckedFile } from "./checkedFile.ts";
import type { CheckedFilesOptions } from "./checkOptions.ts";
import { displayPath } from "./displayPath.ts";
import { type FileGroup, findFiles, findMainFiles } from "./findFiles.ts";
import type { FixOptions } from "./fixFile.ts";
import { createService } from "./serverOptions.ts";
import { warn } from "./warn.ts";

/** How files are fixed before they are checked, and what happens to the diffs. */
export interface Fixing extends Pick<FixOptions, "mode"> {
  report(diff: string): Promise<void>;
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
    const path = options.stdinFilename ?? "-";
    const service = createService([path], options);
    const { file, brought } = await checkStandardInput(service, path, options);
    yield file;
    yield* checkMembers(brought.map(toMember), { service, options, seen: new Set(), fail: cannot });
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
  const fix = fixing && (await fixer(paths, fixing));
  let clusters: Promise<readonly string[]> | undefined;
  const findClusters = () => {
    clusters ??= findMainFiles(paths);
    return clusters;
  };
  for await (const found of findFiles(paths, options.language, skip, fail))
    yield* checkCluster(found, {
      service: createService(paths, options, promptHost, findClusters),
      options,
      seen,
      fail,
      ...(fix && { fix }),
    });
  if (seen.size > 0 || !isWhole) return;
  const nothing = `${paths.join(", ")}: there is no configuration file there`;
  if (options.strict) fail(new CannotRun(nothing));
  else warn(nothing);
}

/** Fixes a file on disk or shows how. */
type Fix = (
  service: LanguageService,
  uri: string,
  path: string,
  language: Language | HostLanguage,
) => Promise<void>;

async function fixer(paths: readonly string[], { mode, report }: Fixing): Promise<Fix> {
  const { fixFile, realPaths } = await import("./fixFile.ts");
  const roots = await realPaths(paths);
  const leaves = (path: string, reason: string) => warn(`${path}: ${reason}`);
  return async (service, uri, path, language) => {
    // What ALTER SYSTEM writes is not for others to edit.
    // Nor is it clear of which language the text is to be, where a file is read in two.
    if (otherLanguageOf(uri) || uri.endsWith("/postgresql.auto.conf")) return;
    const diff = await fixFile(service, uri, path, language, { mode, roots, leaves });
    if (diff !== "") await report(diff);
  };
}

/** A run over files: each is checked once, with the cluster that is the first to hold it. */
interface Run {
  readonly service: LanguageService;
  readonly options: CheckedFilesOptions;
  readonly seen: Set<string>;
  readonly fail: (error: CannotRun) => void;
  readonly fix?: Fix;
}

async function* checkCluster(found: FileGroup, run: Run): AsyncGenerator<CheckedFile> {
  const { service, options, seen, fail, fix } = run;
  // What a document that was named leads to, such as a Compose file that it includes, is checked behind it.
  const hosts = found.hosts.map((path) => ({ path, uri: toUri(path), isNamed: !found.isCluster }));
  for (const { path, uri, isNamed } of hosts) {
    if (seen.has(uri)) continue;
    try {
      const checked = await checkHost(service, uri, path, options, {
        isNamed,
        async fix(language) {
          try {
            await fix?.(service, uri, displayPath(uri), language);
          } catch (error) {
            fail(failureOf(path, error));
          }
        },
      });
      if (checked) {
        seen.add(uri);
        yield checked.file;
        yield* checkMembers(checked.brought.map(toMember), run);
        for (const other of checked.hosts)
          hosts.push({ path: displayPath(other), uri: other, isNamed: false });
      } else if (isNamed) throw holdsNothing(path);
    } catch (error) {
      fail(failureOf(path, error));
    }
  }
  for (const { path, language } of found.files) {
    if (seen.has(toUri(path))) continue; // checked with the cluster of an earlier file
    let members: readonly Member[] = [];
    try {
      members = await membersOf(path, language, found.isCluster, run);
    } catch (error) {
      fail(failureOf(path, error));
    }
    yield* checkMembers(members, run);
  }
}

/** Checks files of a cluster that were not checked before. */
async function* checkMembers(
  members: readonly Member[],
  { service, options, seen, fail, fix }: Run,
): AsyncGenerator<CheckedFile> {
  for (const { uri, path, language } of members) {
    if (seen.has(uri)) continue;
    seen.add(uri);
    let file: CheckedFile | undefined;
    try {
      await fix?.(service, uri, path, language);
    } catch (error) {
      fail(failureOf(path, error));
    }
    try {
      file = await checkDocument(service, uri, path, language, options);
    } catch (error) {
      fail(failureOf(path, error));
    }
    if (file) yield file;
  }
}

/** A file of a cluster. */
interface Member {
  readonly uri: string;
  readonly path: string;
  readonly language: Language;
}

/** A file, and all others of its cluster; none of a file of another program. @throws CannotRun */
async function membersOf(
  path: string,
  language: Language,
  isCluster: boolean,
  { service, options }: Run,
): Promise<readonly Member[]> {
  const uri = toUri(path);
  const document = await service.document(uri, language);
  if (!document) throw new CannotRun(`${path}: cannot be read`);
  if (!options.language && isForeignText(document.text, language)) {
    if (isCluster) return [];
    throw new CannotRun(`${path}: a file of another program, as it seems; use --language to check it`);
  }
  const { members = [] } = (isCluster && (await service.summary(uri))) || {};
  return [
    { uri, path: displayPath(uri), language },
    ...members.filter((member) => member.uri !== uri).map(toMember),
  ];
}

function toMember(member: Omit<Member, "path">): Member {
  return { ...member, path: displayPath(member.uri) };
}

/** What keeps a file from being checked: an error of this program is that file's, and the others are checked all the same. */
function failureOf(path: string, error: unknown): CannotRun {
  return error instanceof CannotRun
    ? error
    : new CannotRun(`${path}: internal error, please report it: ${String(error)}`);
}
