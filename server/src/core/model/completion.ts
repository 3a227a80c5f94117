import type { Span } from "./span.ts";

/** What a completion is, which decides its icon. */
export type CompletionKind =
  | "keyword"
  | "setting"
  | "value"
  | "option"
  | "file"
  | "folder"
  | "unit"
  | "snippet"
  | "name";

/** One proposal. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail?: string;
  /** What replaces the word at the cursor; the label when absent. */
  readonly newText?: string;
  /** `newText` has placeholders in the editor's snippet syntax. */
  readonly isSnippet?: boolean;
  /** What may be written next is shown as soon as this is accepted. */
  readonly opensNext?: true;
  /** What is compared with the typed text; the label when absent. */
  readonly filterText?: string;
  /** Orders proposals before the label does. */
  readonly sortText?: string;
  readonly deprecated?: boolean;
  /** Finds the documentation again when the proposal is shown: the kind of table and the name in it. */
  readonly documentationKey?: string;
}

/** The proposals at one place, all replacing the same word. */
export interface CompletionList {
  readonly line: number;
  readonly span: Span;
  readonly items: readonly Completion[];
}
