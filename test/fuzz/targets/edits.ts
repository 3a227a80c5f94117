import type { SourceDocument } from "../../../server/src/core/cluster/sourceDocument.ts";

/** A change that an input describes: `FILE LINE CHARACTER LINES CHARACTER`, then a line break and the new text. */
export interface Edit {
  /** Which of the documents, counted round. */
  readonly file: number;
  readonly position: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}

/** Any text describes an edit. */
export function toEdit(text: string): Edit {
  const head = text.split("\n", 1)[0] ?? "";
  const [file = 0, line = 0, character = 0, further = 0, last = 0] = (head.match(/\d{1,3}/g) ?? []).map(
    Number,
  );
  return {
    file,
    position: { line, character },
    end: { line: line + further, character: further === 0 ? character + last : last },
    text: text.slice(head.length + 1),
  };
}

/** Makes an edit as an editor does. */
export function applyEdit(document: SourceDocument, { position, end, text }: Edit): void {
  document.update([{ range: { start: position, end }, text }], document.version + 1);
}
