import { RecordIndex } from "../cluster/recordIndex.ts";
import { SourceDocument } from "../cluster/sourceDocument.ts";
import { pathOf } from "../cluster/uris.ts";
import { type Language, languageOfPath } from "../model/language.ts";
import type { Facts, TextFact } from "./facts.ts";

/** The documents of a project: those that an editor holds, and the files beside them as they stand on disk. */
export class Documents {
  readonly #facts: Facts;
  readonly #open = new Map<string, RecordIndex>();
  readonly #closed = new Map<string, { readonly text: TextFact; readonly index: RecordIndex }>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Whether an index still stands for its document: the editor's while it is open, the file's otherwise. */
  isCurrent(index: RecordIndex): boolean {
    const { uri } = index.document;
    return (this.#open.get(uri) ?? this.#closed.get(uri)?.index) === index;
  }

  /** Takes a document that an editor holds; its text counts, not the file's. */
  open(document: SourceDocument): void {
    this.#closed.delete(document.uri);
    this.#open.set(document.uri, new RecordIndex(document));
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  get openUris(): string[] {
    return [...this.#open.keys()];
  }

  opened(uri: string): RecordIndex | undefined {
    return this.#open.get(uri);
  }

  /** The document at a URI, read from disk unless it is open; `undefined` when there is none to be had. */
  async load(uri: string, language?: Language): Promise<RecordIndex | undefined> {
    const open = this.#open.get(uri);
    if (open) return open;
    const fact = await this.#facts.text(uri);
    if (!fact || !("text" in fact)) return undefined;
    const known = this.#closed.get(uri);
    if (known?.text === fact) return known.index;
    const spoken = language ?? languageOfPath(pathOf(uri)) ?? "postgresql-conf";
    const index = new RecordIndex(new SourceDocument(uri, spoken, 0, fact.text));
    this.#closed.set(uri, { text: fact, index });
    return index;
  }
}
