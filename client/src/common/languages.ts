import { type TextDocument, type Uri, workspace } from "vscode";
import { mayHoldConfiguration } from "../../../server/src/core/model/carrierMarks.ts";
import {
  clientLanguages,
  type HostLanguage,
  hostIdentifiers,
  hostLanguageOfPath,
  languages,
  toClientLanguage,
  toHostLanguage,
  toLanguage,
} from "../../../server/src/core/model/language.ts";

/** Documents the server sees: files of ours on disk, not yet saved, or in whatever folder is open. */
export const documentSelector = () => selectorOf([...languages, ...clientLanguages]);

/** The same, and documents that may hold our files as parts. */
export const serverSelector = () => [
  ...selectorOf([...languages, ...clientLanguages, ...hostIdentifiers.filter((name) => !isByName(name))]),
  ...schemes().flatMap((scheme) => namedHosts.map((pattern) => ({ pattern, scheme }))),
];

/** Names of files whose languages differ between extensions, or hold mostly other things: those with connection strings, and templates. */
const namedHosts = [
  "**/appsettings*.json",
  "**/*.properties",
  "**/application*.{yml,yaml}",
  "**/*.{yml,yaml}.*",
];

function isByName(identifier: string): boolean {
  return toHostLanguage(identifier) === "properties";
}

function selectorOf(names: readonly string[]): { language: string; scheme: string }[] {
  return names.flatMap((language) => schemes().map((scheme) => ({ language, scheme })));
}

function schemes(): readonly string[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(["file", "untitled", "vscode-vfs", ...folders])];
}

/** Whether a document is one of ours. */
export function isOurs(document: { readonly languageId: string; readonly uri: Uri } | undefined): boolean {
  return (
    document !== undefined &&
    (toLanguage(document.languageId) !== undefined || toClientLanguage(document.languageId) !== undefined)
  );
}

/** Whether a document activates the extension, whatever is in it. */
export function isCommon({ languageId }: TextDocument): boolean {
  return toHostLanguage(languageId) !== undefined;
}

/** Whether a document is of a language in which others write, and may hold our files as parts. */
export function isHost(document: TextDocument): boolean {
  const language = hostLanguageOf(document);
  if (language === "json" && isLong(document)) return false;
  return language !== undefined && mayHoldConfiguration(document.getText(), language, document.uri.path);
}

/** Whether a document is JSON, of which few hold anything of ours and some are long: the server gets those that do. */
export function isJson(document: TextDocument): boolean {
  return hostLanguageOf(document) === "json";
}

function hostLanguageOf({ languageId, uri }: TextDocument): HostLanguage | undefined {
  const known = toHostLanguage(languageId);
  return known && !isByName(known) ? known : hostLanguageOfPath(uri.path);
}

/** UTF-16 units of the longest JSON that is looked through in an editor, which takes about 1 ms; longer ones are data. */
const maxJsonLength = 200_000;

/** Whether it is longer; its text, which the editor keeps as lines, is not made for that. */
function isLong(document: TextDocument): boolean {
  const { lineCount } = document;
  return document.offsetAt(document.lineAt(lineCount - 1).range.end) > maxJsonLength;
}
