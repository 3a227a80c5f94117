import type { AnyDocument } from "../cluster/sourceDocument.ts";
import type { LanguageService } from "./languageService.ts";

/** The documents of one kind that an editor holds. */
export interface DocumentsOfKind {
  /** Whether a document is of this kind. */
  accepts(document: AnyDocument): boolean;
  open(document: AnyDocument): void;
  /** Whether there was such a document. */
  close(uri: string): boolean;
  document(uri: string): AnyDocument | undefined;
  readonly uris: readonly string[];
}

const nothing = async () => undefined;
const none = async () => [];

/** What is requested about one document, its URI first, with the answer where the document's kind has none. */
const noAnswers = {
  complete: nothing,
  connectionState: nothing,
  definition: nothing,
  diagnose: nothing,
  embeddedClusters: none,
  excerpt: nothing,
  expiries: nothing,
  explain: nothing,
  explainString: nothing,
  filesReadWith: none,
  fixes: none,
  foldingRanges: nothing,
  format: nothing,
  formatLine: nothing,
  hbaRecords: nothing,
  hover: nothing,
  inlayHints: nothing,
  links: nothing,
  movedFile: nothing,
  outcome: nothing,
  references: nothing,
  renamable: nothing,
  rename: nothing,
  safeEdits: none,
  selectionSpans: nothing,
  semanticTokens: nothing,
  settingsFile: nothing,
  snapshot: nothing,
  summary: nothing,
  suppressions: none,
  symbols: nothing,
} satisfies Partial<LanguageService>;

type Request = keyof typeof noAnswers;

/** The answers about documents of one kind; what is left out has none. */
export type KindAnswers = { readonly [Name in Request]?: LanguageService[Name] };

/** A service that gives its own answers about documents of one kind; about all others, `inner` answers. */
export function withKind(
  inner: LanguageService,
  documents: DocumentsOfKind,
  answers: KindAnswers,
): LanguageService {
  const isOwn = (uri: string) => documents.document(uri) !== undefined;
  const own = { ...noAnswers, ...answers };
  const byKind = (name: Request) => {
    type Answer = (uri: string, ...rest: unknown[]) => Promise<unknown>;
    return (uri: string, ...rest: unknown[]) => ((isOwn(uri) ? own : inner)[name] as Answer)(uri, ...rest);
  };
  const requests = (Object.keys(noAnswers) as Request[]).map((name) => [name, byKind(name)] as const);
  return extendService(inner, {
    ...(Object.fromEntries(requests) as Pick<LanguageService, Request>),
    open: (document) => (documents.accepts(document) ? documents : inner).open(document),
    close(uri) {
      if (!documents.close(uri)) inner.close(uri);
    },
    get openUris() {
      return [...inner.openUris, ...documents.uris];
    },
    document: async (uri, language) => documents.document(uri) ?? inner.document(uri, language),
    knownDocuments: async () => [...(await inner.knownDocuments()), ...documents.uris],
    members: (uri) => (isOwn(uri) ? [uri] : inner.members(uri)),
    clusters: (uris) => inner.clusters(uris.filter((uri) => !isOwn(uri))),
  });
}

/** Makes a service of some changed answers; the others are those of `inner`, its properties included. */
export function extendService(inner: LanguageService, changes: Partial<LanguageService>): LanguageService {
  return Object.setPrototypeOf(changes, inner);
}

/** Documents of one kind that are nothing but open. */
export class OpenDocuments<Document extends AnyDocument> implements DocumentsOfKind {
  readonly #documents = new Map<string, Document>();
  readonly accepts: (document: AnyDocument) => boolean;

  constructor(accepts: (document: AnyDocument) => boolean) {
    this.accepts = accepts;
  }

  open(document: AnyDocument): void {
    this.#documents.set(document.uri, document as Document);
  }

  close(uri: string): boolean {
    return this.#documents.delete(uri);
  }

  document(uri: string): Document | undefined {
    return this.#documents.get(uri);
  }

  get uris(): readonly string[] {
    return [...this.#documents.keys()];
  }
}
