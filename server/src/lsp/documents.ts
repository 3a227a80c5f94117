import type { TextDocumentsConfiguration } from "vscode-languageserver";
import {
  type AnyDocument,
  clientLanguageOfPath,
  hostLanguageOfPath,
  isForeignText,
  type LanguageService,
  languageOfPath,
  parseUri,
  SourceDocument,
  toClientLanguage,
  toHostLanguage,
  toLanguage,
} from "../core/index.ts";
import { normalizeUri } from "./convert.ts";

/** A document that the editor holds; `source` is absent for what holds no configuration (a certificate, for instance). */
export interface EditorDocument {
  readonly uri: string;
  version: number;
  readonly source?: AnyDocument;
}

/** How `TextDocuments` keeps documents: as lines, so that an edit costs what it changes. */
export function documentsConfiguration(service: LanguageService): TextDocumentsConfiguration<EditorDocument> {
  return {
    create(uri, languageId, version, content) {
      const language = languageOf(uri, languageId);
      const own = toLanguage(language ?? "");
      if (!language || (own && isForeignText(content, own))) return { uri, version };
      const source = new SourceDocument(normalizeUri(uri), language, version, content);
      service.open(source);
      return { uri, version, source };
    },
    update(document, changes, version) {
      document.source?.update(changes, version);
      document.version = version;
      return document;
    },
  };
}

/** What editors call a configuration file of which they know nothing more. */
const unspecific = /^(conf(ig|-\w+)?|cfg|text|plaintext|fundamental|dosini)?$/;

/** By the identifier, or by the name of the file where the editor has none that fits; `ini` for a postgresql.conf is somebody's choice. */
function languageOf(uri: string, languageId: string): AnyDocument["language"] | undefined {
  const known = toLanguage(languageId) ?? toHostLanguage(languageId) ?? toClientLanguage(languageId);
  if (known) return known;
  const { path } = parseUri(uri);
  const own = unspecific.test(languageId) ? languageOfPath(path) : undefined;
  return own ?? clientLanguageOfPath(path) ?? hostLanguageOfPath(path);
}
