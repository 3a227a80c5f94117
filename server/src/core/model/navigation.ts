import type { Place, Span } from "./span.ts";

/** A path in a document that leads to a file, or a word that leads to a page. */
export interface Link {
  readonly line: number;
  readonly span: Span;
  /** URI of the file or page. */
  readonly target: string;
  /** What is shown beside the link. */
  readonly tooltip?: string;
}

/** What somebody may go to: a place in a document of ours, or any file as a whole. */
export type Target = Place | { readonly uri: string };

/** A place where a name is written. */
export interface Occurrence extends Place {
  /** The name is given its meaning here; elsewhere it is used. */
  readonly isDefinition: boolean;
}

/** Words shown behind a value, never part of the text. */
export interface InlayHint {
  readonly line: number;
  /** The value; the hint is shown at its end. */
  readonly span: Span;
  readonly label: string;
}

/** A name that may be given another one everywhere. */
export interface Renamable {
  readonly line: number;
  readonly span: Span;
  readonly name: string;
}

/** A file, by URI, that gets another place. */
export interface MovedFile {
  readonly from: string;
  readonly to: string;
}
