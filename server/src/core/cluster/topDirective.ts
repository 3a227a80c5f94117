import { type CommentValues, readDirective } from "../syntax/directive.ts";
import type { DocumentText, Embedding } from "./sourceDocument.ts";

/**
 * What the `# pgssl: …` comments among the comments at the top of a document say, or those beside it in the document that it is a part of;
 * of a key that is there twice the last one counts.
 */
export function topDirective(
  document: Pick<DocumentText, "lines"> & { readonly embedding?: Embedding | undefined },
): CommentValues {
  let values: CommentValues = document.embedding?.comment ?? {};
  for (let line = 0; isInTop(document, line); line++) {
    const directive = readDirective(document.lines[line]?.trim() ?? "", 0);
    if (directive?.kind !== "file") continue;
    const { kind, span, unknown, ...own } = directive;
    values = { ...values, ...own };
  }
  return values;
}

/** The first line that is neither blank nor a comment, below which `# pgssl:` comments have no effect. */
export function endOfTop(document: Pick<DocumentText, "lines">): number {
  let line = 0;
  while (isInTop(document, line)) line++;
  return line;
}

function isInTop({ lines }: Pick<DocumentText, "lines">, line: number): boolean {
  const text = lines[line]?.trim();
  return text !== undefined && (text === "" || text.startsWith("#"));
}
