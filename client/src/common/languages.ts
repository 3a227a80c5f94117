import type { Uri } from "vscode";
import { languages, toLanguage } from "../../../server/src/core/model/language.ts";

/** Documents the server sees: files of ours on disk, not yet saved, or in a virtual folder. */
export const documentSelector: { language: string; scheme: string }[] = languages.flatMap((language) =>
  ["file", "untitled", "vscode-vfs"].map((scheme) => ({ language, scheme })),
);

/** Whether a document is one of ours. */
export function isOurs(document: { readonly languageId: string; readonly uri: Uri } | undefined): boolean {
  return document !== undefined && toLanguage(document.languageId) !== undefined;
}
