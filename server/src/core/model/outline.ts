import type { Span } from "./span.ts";

/** What an entry of the outline is, which decides its icon. */
export type SymbolKind = "rule" | "map" | "mapping" | "host" | "setting" | "include" | "section" | "rest";

/** One entry of a document's outline: a record, or the lines of one map. */
export interface OutlineSymbol {
  readonly name: string;
  /** Shown beside the name. */
  readonly detail?: string;
  readonly kind: SymbolKind;
  /** The first line of its record and the last one. */
  readonly line: number;
  readonly lastLine: number;
  /** What is selected when somebody goes there, in the record. */
  readonly span: Span;
  readonly children?: readonly OutlineSymbol[];
}

/** Lines that may be hidden below the first of them. */
export interface FoldingRange {
  readonly firstLine: number;
  readonly lastLine: number;
  /** Absent for a record of several lines. */
  readonly kind?: "comment" | "section";
}
