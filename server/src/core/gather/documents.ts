import type { TextFact } from "../cluster/files.ts";
import { fileOf, otherLanguageOf, readingKey } from "../cluster/readingKey.ts";
import { type Records, readRecords } from "../cluster/records.ts";
import { type DocumentText, SourceDocument } from "../cluster/sourceDocument.ts";
import { pathOf } from "../cluster/uris.ts";
import { hostLanguageOfPath, type Language, languageOfPath, languages } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Facts } from "./facts.ts";

/** A file as it is on disk. */
interface ClosedDocument {
  readonly text: TextFact;
  readonly document: SourceDocument;
  /** Nothing says what the file's language is. */
  readonly isGuess: boolean;
}

/** A file read in another language than its own. */
interface Reading {
  readonly of: DocumentText;
  readonly document: SourceDocument;
}

/** The documents of a workspace: those that an editor holds, and the files beside them as they are on disk. */
export class Documents {
  readonly #facts: Facts;
  readonly #open = new Map<string, SourceDocument>();
  readonly #closed = new Map<string, ClosedDocument>();
  /** The documents that read another document's file in another language. */
  readonly #readings = new WeakMap<SourceDocument, Map<Language, Reading>>();
  #revision = 0;
  /** The newest records of each document. */
  readonly #records = new WeakMap<SourceDocument, Records>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Takes a document that an editor holds; its text counts, not the file's. */
  open(document: SourceDocument): void {
    this.#revision++;
    this.#closed.delete(document.uri);
    this.#open.set(document.uri, document);
    this.#facts.admitOpen(this.#open);
  }

  close(uri: string): void {
    this.#revision++;
    this.#open.delete(uri);
    this.#facts.admitOpen(this.#open);
  }

  /** Another number whenever another document is at some URI; edits change none. */
  get revision(): number {
    return this.#revision;
  }

  /** Forgets the documents that no editor holds. */
  forgetClosed(): void {
    this.#revision++;
    this.#closed.clear();
  }

  get openUris(): string[] {
    return [...this.#open.keys()];
  }

  /** The members that edits change: those that an editor holds, and their files in other languages. */
  editedAmong(members: ReadonlyMap<string, unknown>): string[] {
    // A cluster may have thousands of files, and an editor hold thousands of parts of a manifest.
    if (members.size < this.#open.size) return [...members.keys()].filter((uri) => this.isOpen(fileOf(uri)));
    return [...this.#open.keys()]
      .flatMap((uri) => [uri, ...languages.map((language) => readingKey(uri, language))])
      .filter((uri) => members.has(uri));
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** The text of a document that an editor holds. */
  openText(uri: string): DocumentText | undefined {
    return this.#open.get(uri)?.current;
  }

  /** The document at a URI as far as it is loaded: the editor's while it is open, the file's otherwise. */
  loaded(uri: string): SourceDocument | undefined {
    const other = otherLanguageOf(uri);
    if (other) return this.#reading(this.loaded(fileOf(uri)), other);
    return this.#open.get(uri) ?? this.#closed.get(uri)?.document;
  }

  /** The document at a URI, read from disk unless it is open; `undefined` when there is none to be had. */
  async load(uri: string, language?: Language): Promise<SourceDocument | undefined> {
    const other = otherLanguageOf(uri);
    if (other) return this.#reading(await this.load(fileOf(uri)), other);
    const open = this.#open.get(uri);
    if (open) return open;
    // A manifest holds files of ours; it is none, but where somebody says so.
    if (language === undefined && !this.#closed.has(uri) && hostLanguageOfPath(pathOf(uri))) return undefined;
    const text = await this.#facts.text(uri);
    const isAbsent = text && "problem" in text && text.problem === "too-large";
    if (!text || (!("text" in text) && !isAbsent)) return undefined;
    const known = this.#closed.get(uri);
    const isKnown = known?.isGuess ? language === undefined || language === known.document.language : known;
    if (isKnown && known?.text === text) return known.document;
    const chosen = language ?? languageOfPath(pathOf(uri));
    const document = new SourceDocument(
      uri,
      chosen ?? "postgresql-conf",
      0,
      "text" in text ? text.text : undefined,
    );
    this.#revision++;
    this.#closed.set(uri, { text, document, isGuess: chosen === undefined });
    return document;
  }

  /** The URI of the document that reads a file in a language: another than the file's own where it has one. */
  uriOf(uri: string, language: Language): string {
    const closed = this.#closed.get(uri);
    const own =
      this.#open.get(uri)?.language ??
      (closed && !closed.isGuess ? closed.document.language : languageOfPath(pathOf(uri)));
    return own === undefined || own === language ? uri : readingKey(uri, language);
  }

  #reading(file: SourceDocument | undefined, language: Language): SourceDocument | undefined {
    if (!file) return undefined;
    const readings = this.#readings.get(file) ?? new Map<Language, Reading>();
    this.#readings.set(file, readings);
    const known = readings.get(language);
    if (known?.of === file.current) return known.document;
    const text = file.current.isAbsent ? undefined : file.text;
    const document = new SourceDocument(readingKey(file.uri, language), language, file.version, text);
    readings.set(language, { of: file.current, document });
    return document;
  }

  /** The records of a document as it is now; only what changed since the last call is parsed. */
  records(document: SourceDocument, serverVersion: ServerVersion): Records {
    const records = readRecords(document.current, serverVersion, this.#records.get(document));
    this.#records.set(document, records);
    return records;
  }
}
