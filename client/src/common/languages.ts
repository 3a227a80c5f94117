import { type TextDocument, type Uri, workspace } from "vscode";
import { mayHoldConfiguration } from "../../../server/src/core/model/carrierMarks.ts";
import {
  clientLanguages,
  hostLanguages,
  languages,
  toClientLanguage,
  toHostLanguage,
  toLanguage,
} from "../../../server/src/core/model/language.ts";

/** Documents the server sees: files of ours on disk, not yet saved, or in whatever folder is open. */
export const documentSelector = () => selectorOf([...languages, ...clientLanguages]);

/** The same, and documents that may hold our files as parts. */
export const serverSelector = () => selectorOf([...languages, ...clientLanguages, ...hostLanguages]);

function selectorOf(names: readonly string[]): { language: string; scheme: string }[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const schemes = new Set(["file", "untitled", "vscode-vfs", ...folders]);
  return names.flatMap((language) => [...schemes].map((scheme) => ({ language, scheme })));
}

/** Whether a document is one of ours. */
export function isOurs(document: { readonly languageId: string; readonly uri: Uri } | undefined): boolean {
  return (
    document !== undefined &&
    (toLanguage(document.languageId) !== undefined || toClientLanguage(document.languageId) !== undefined)
  );
}

/** Whether a document is of a language in which others write, and may hold our files as parts. */
export function isHost(document: TextDocument): boolean {
  const language = toHostLanguage(document.languageId);
  return language !== undefined && mayHoldConfiguration(document.getText(), language);
}
