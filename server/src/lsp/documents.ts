import type { TextDocumentsConfiguration } from "vscode-languageserver";
import {
  type AnyDocument,
  isForeignText,
  type LanguageService,
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
      const own = toLanguage(languageId);
      const language = own ?? toHostLanguage(languageId) ?? toClientLanguage(languageId);
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
