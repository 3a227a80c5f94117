import { type TextDocument, type Uri, workspace } from "vscode";
import { mayHoldConfiguration } from "../../../server/src/core/model/carrierMarks.ts";
import {
  clientLanguages,
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

/** Names of files with connection strings, whose languages differ between extensions, or hold mostly other things. */
const namedHosts = ["**/appsettings*.json", "**/*.properties", "**/application*.{yml,yaml}"];

function isByName(identifier: string): boolean {
  const language = toHostLanguage(identifier);
  return language === "json" || language === "properties";
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
  const known = toHostLanguage(document.languageId);
  const language = known && !isByName(known) ? known : hostLanguageOfPath(document.uri.path);
  return language !== undefined && mayHoldConfiguration(document.getText(), language, document.uri.path);
}
