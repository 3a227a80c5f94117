import { resolve } from "node:path";
import {
  type ClientLanguage,
  clientLanguageOfPath,
  type HostLanguage,
  hostLanguageOfPath,
  type Language,
  type LanguageService,
  languageOfPath,
  languageOfText,
  SourceDocument,
  toHostLanguage,
  toLanguage,
} from "../core/index.ts";
import { toUri } from "../disk/fileUri.ts";
import { decodeText } from "../disk/nodeHost.ts";
import { CannotRun } from "./cannotRun.ts";
import { type CheckedFile, toCheckedFile, toCheckedOutcome } from "./checkedFile.ts";
import type { CheckedFilesOptions } from "./checkOptions.ts";
import { checkSettingsFile } from "./checkSettingsFile.ts";
import { displayPath } from "./displayPath.ts";
import { readClient, readHost } from "./readHost.ts";
import { readInput } from "./readInput.ts";
import { shownOfHost, toShown } from "./toShown.ts";

/** Bytes of standard input that are read at the most. */
const maxInput = 64 * 1024 * 1024;

/** Checks what standard input holds, as a file of that name. @throws CannotRun */
export async function checkStandardInput(
  service: LanguageService,
  path: string,
  options: CheckedFilesOptions,
): Promise<Omit<CheckedHost, "hosts">> {
  const bytes = await readInput(maxInput);
  if (!bytes) throw new CannotRun("standard input is too large for a configuration file");
  const text = withoutAnswerLine(decodeText(bytes));
  const language =
    options.language ??
    languageOfPath(resolve(path)) ??
    clientLanguageOfPath(path) ??
    hostLanguageOfPath(path) ??
    languageOfText(text);
  if (!language)
    throw new CannotRun(
      `${path}: the name does not say what kind of file it is; use --stdin-filename or --language`,
    );
  const uri = toUri(path);
  service.open(new SourceDocument(uri, language, 1, text));
  const isHost = toHostLanguage(language) !== undefined;
  if (isHost && !(await service.summary(uri))) throw holdsNothing(path);
  const file = await checkDocument(service, uri, displayPath(uri), language, options);
  return { file, brought: isHost ? await broughtBy(service, uri, true) : [] };
}

/** A text with a comment of the same length in the place of the line that Ansible prints above what a command of one host printed. */
function withoutAnswerLine(text: string): string {
  return text.replace(/^\S(?=\S* \| (?:CHANGED|SUCCESS) \| rc=0 >>\r?\n)/, "#");
}

/** The error for a manifest or the like that somebody named, and that has nothing to check. */
export function holdsNothing(path: string): CannotRun {
  return new CannotRun(`${path}: holds no configuration of PostgreSQL that is known`);
}

/** A document that holds configuration, and the files that it brings to a server: where a folder was named, only those whose names do not show what they are. */
interface CheckedHost {
  readonly file: CheckedFile;
  readonly brought: readonly { readonly uri: string; readonly language: Language }[];
  /** Other such documents that were read with one that was named: those that a Compose file includes, for instance. */
  readonly hosts: readonly string[];
}

/**
 * Checks a document that may hold configuration or connection strings, after `fix` of what holds configuration; `undefined`
 * where it holds none.
 */
export async function checkHost(
  service: LanguageService,
  uri: string,
  path: string,
  options: CheckedFilesOptions,
  { isNamed, fix }: { readonly isNamed: boolean; readonly fix: (language: HostLanguage) => Promise<void> },
): Promise<CheckedHost | undefined> {
  const client = await readClient(uri, path);
  const document = client ?? (await readHost(uri, path, isNamed));
  if (!document) return undefined;
  service.open(document);
  try {
    if (!client && !(await service.summary(uri))) return undefined;
    const language = toHostLanguage(document.language);
    if (language) await fix(language);
    const file = await checkDocument(service, uri, displayPath(uri), document.language, options);
    if (client) return { file, brought: [], hosts: [] };
    const read = isNamed ? await service.filesReadWith(uri) : [];
    return {
      file,
      brought: await broughtBy(service, uri, isNamed),
      hosts: read.filter((one) => hostLanguageOfPath(one) !== undefined),
    };
  } finally {
    service.close(uri);
  }
}

/** Files that a document of containers or a kustomization names, but for those whose names have them checked anyway with a folder. */
async function broughtBy(
  service: LanguageService,
  uri: string,
  isNamed: boolean,
): Promise<CheckedHost["brought"]> {
  const found = new Map<string, Language>();
  for (const cluster of await service.embeddedClusters(uri)) {
    const { members = [] } = (await service.summary(cluster.uri)) ?? {};
    for (const member of members)
      if (isNamed || !languageOfPath(member.uri)) found.set(member.uri, member.language);
  }
  return [...found].map(([uri, language]) => ({ uri, language }));
}

/** Checks a document that the service knows. @throws CannotRun */
export async function checkDocument(
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
      ...(needsShown && { shown: await shownOfHost(service, uri, path, diagnostics) }),
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
        : await shownOfHost(service, uri, path, diagnostics),
    }),
  };
}
