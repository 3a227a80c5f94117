import type { PgBouncer } from "../cluster/pgbouncer.ts";
import {
  type AnyDocument,
  type ClientDocument,
  type DocumentText,
  isTooLarge,
} from "../cluster/sourceDocument.ts";
import { childOf, folderOf } from "../cluster/uris.ts";
import { gatherPgBouncer } from "./gatherPgBouncer.ts";
import type { PgBouncerSources } from "./pgbouncerSources.ts";

/** Where PgBouncer's files come from. */
interface Surroundings extends Omit<PgBouncerSources, "openLines"> {
  /** Another number once files or settings may be others. */
  readonly revision: number;
  readonly documents: { openText(uri: string): DocumentText | undefined };
}

/** A configuration, and the texts in editors that were read for it; `undefined` where no editor held one. */
interface Gathered {
  readonly pgbouncer: PgBouncer | undefined;
  readonly revision: number;
  readonly read: ReadonlyMap<string, DocumentText<string> | undefined>;
}

/** The configurations of PgBouncer that documents belong to. Each stays the same object until something changes that it was made of. */
export class PgBouncers {
  readonly #around: Surroundings;
  readonly #open = new Map<string, ClientDocument>();
  /** By the URI of the main file. */
  readonly #known = new Map<string, Gathered>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes a configuration of PgBouncer that an editor holds; its text counts, not the file's. */
  open(document: AnyDocument): void {
    this.#open.set(document.uri, document as ClientDocument);
  }

  accepts({ language }: AnyDocument): boolean {
    return language === "pgbouncer";
  }

  /** Returns whether such a document was open. */
  close(uri: string): boolean {
    this.#known.delete(uri);
    return this.#open.delete(uri);
  }

  document(uri: string): ClientDocument | undefined {
    return this.#open.get(uri);
  }

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  /**
   * The configuration that a file of PgBouncer's language belongs to: a `pgbouncer.ini` beside it or one folder up that includes it,
   * else the one that begins with it.
   */
  async find(uri: string): Promise<PgBouncer | undefined> {
    const own = await this.#at(uri);
    if (!own?.isPart) return own;
    for (const main of mainFiles(uri)) {
      const found = main === uri ? undefined : await this.#at(main);
      if (found?.texts.has(uri)) return found;
    }
    return own;
  }

  /** The configuration whose records or maps a file holds; `undefined` for one of the server's alone. */
  async findByRecords(uri: string): Promise<PgBouncer | undefined> {
    for (const main of new Set([...mainFiles(uri), ...this.#open.keys()])) {
      const found = await this.#at(main);
      if (found?.hba?.uri === uri || found?.ident?.uri === uri) return found;
    }
    return undefined;
  }

  async #at(main: string): Promise<PgBouncer | undefined> {
    const around = this.#around;
    for (;;) {
      const { revision } = around;
      const known = this.#known.get(main);
      if (known && this.#holds(known)) return known.pgbouncer;
      const read = new Map<string, DocumentText<string> | undefined>();
      const pgbouncer = await gatherPgBouncer(
        main,
        {
          settings: around.settings,
          get pki() {
            return around.pki; // absent until the first file is decoded
          },
          openLines: (uri) => {
            const text = this.#textOf(uri);
            read.set(uri, text);
            return text && (isTooLarge(text) ? [] : text.lines);
          },
          text: (uri) => around.text(uri),
          accounts: (uri) => around.accounts(uri),
          file: (uri, decode) => around.file(uri, decode),
          now: () => around.now(),
        },
        known?.pgbouncer,
      );
      // What was known under another revision is of no use any more.
      for (const [uri, { revision: of }] of this.#known) if (of !== revision) this.#known.delete(uri);
      this.#known.set(main, { pgbouncer, revision, read });
    }
  }

  #holds({ revision, read }: Gathered): boolean {
    return revision === this.#around.revision && [...read].every(([uri, text]) => this.#textOf(uri) === text);
  }

  #textOf(uri: string): DocumentText<string> | undefined {
    return this.#open.get(uri)?.current ?? this.#around.documents.openText(uri);
  }
}

function mainFiles(uri: string): readonly string[] {
  const folder = folderOf(uri);
  return [folder, folderOf(folder)].map((one) => childOf(one, "pgbouncer.ini"));
}
