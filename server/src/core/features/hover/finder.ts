import type { Located, Project } from "../../gather/workspace.ts";
import type { Span } from "../../model/span.ts";
import type { Markdown } from "./render.ts";

/** What a finder is asked about: a record, and where in it the pointer is. */
export interface Question<Record, Position> {
  readonly record: Record;
  readonly at: Position;
  readonly project: Project;
  readonly located: Located;
}

/** What a finder knows, and of which stretch of the record. */
export interface Found {
  readonly span: Span;
  readonly markdown: Markdown;
}

/** Knows one kind of thing; `undefined` for everything else. */
export type Finder<Record, Position> = (
  question: Question<Record, Position>,
) => Found | undefined | Promise<Found | undefined>;

/** The answer of the first finder that has one. */
export async function firstFound<Record, Position>(
  finders: readonly Finder<Record, Position>[],
  question: Question<Record, Position>,
): Promise<Found | undefined> {
  for (const find of finders) {
    const found = await find(question);
    if (found) return found;
  }
  return undefined;
}

/** A finding where there is something to tell. */
export function found(span: Span | undefined, markdown: Markdown | undefined): Found | undefined {
  return span && markdown && { span, markdown };
}
