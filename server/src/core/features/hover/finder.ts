import type { Snapshot } from "../../cluster/snapshot.ts";
import type { Span } from "../../model/span.ts";
import type { NamedFile } from "./namedFile.ts";
import type { Markdown } from "./render.ts";

/** What a finder gets: a record, and where in it the pointer is. */
export interface Question<Record, Position> {
  readonly record: Record;
  readonly at: Position;
  readonly snapshot: Snapshot;
}

/** What a finder knows, and of which stretch of the record. */
export interface Found {
  readonly span: Span;
  readonly markdown: Markdown;
  /** The file that it describes; it must have been looked at (`wantedForFile`). */
  readonly file?: NamedFile | undefined;
}

/** Knows one kind of thing; `undefined` for everything else. */
export type Finder<Record, Position> = (question: Question<Record, Position>) => Found | undefined;

/** The answer of the first finder that has one. */
export function firstFound<Of>(
  finders: readonly ((question: Of) => Found | undefined)[],
  question: Of,
): Found | undefined {
  for (const find of finders) {
    const found = find(question);
    if (found) return found;
  }
  return undefined;
}

/** A hover where there is something to show. */
export function found(
  span: Span | undefined,
  markdown: Markdown | undefined,
  file?: NamedFile,
): Found | undefined {
  return span && markdown && { span, markdown, file };
}
