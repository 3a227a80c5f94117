import type { TextFact } from "../cluster/files.ts";
import { type Records, readRecords } from "../cluster/records.ts";
import { SourceDocument } from "../cluster/sourceDocument.ts";
import { pathOf } from "../cluster/uris.ts";
import { type Language, languageOfPath } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Facts } from "./facts.ts";

/** The documents of a workspace: those that an editor holds, and the files beside them as they are on disk. */
export class Documents {
  readonly #facts: Facts;
  readonly #open = new Map<string, SourceDocument>();
  readonly #closed = new Map<string, { readonly text: TextFact; readonly document: SourceDocument }>();
  /** The newest records of each document. */
  readonly #records = new WeakMap<SourceDocument, Records>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Takes a document that an editor holds; its text counts, not the file's. */
  open(document: SourceDocument): void {
    this.#closed.delete(document.uri);
    this.#open.set(document.uri, document);
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  get openUris(): string[] {
    return [...this.#open.keys()];
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** The document at a URI as far as it is loaded: the editor's while it is open, the file's otherwise. */
  loaded(uri: string): SourceDocument | undefined {
    return this.#open.get(uri) ?? this.#closed.get(uri)?.document;
  }

  /** The document at a URI, read from disk unless it is open; `undefined` when there is none to be had. */
  async load(uri: string, language?: Language): Promise<SourceDocument | undefined> {
    const open = this.#open.get(uri);
    if (open) return open;
    const text = await this.#facts.text(uri);
    if (!text || !("text" in text)) return undefined;
    const known = this.#closed.get(uri);
    if (known?.text === text) return known.document;
    const chosen = language ?? languageOfPath(pathOf(uri)) ?? "postgresql-conf";
    const document = new SourceDocument(uri, chosen, 0, text.text);
    this.#closed.set(uri, { text, document });
    return document;
  }

  /** The records of a document as it is now; only what changed since the last call is parsed. */
  records(document: SourceDocument, serverVersion: ServerVersion): Records {
    const records = readRecords(document.current, serverVersion, this.#records.get(document));
    this.#records.set(document, records);
    return records;
  }
}
