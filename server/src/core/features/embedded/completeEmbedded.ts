import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { CompletionList } from "../../model/completion.ts";
import type { LanguageService } from "../languageService.ts";
import { completionInScalar } from "./completionInScalar.ts";
import { inHostLines } from "./inHostLines.ts";
import { embeddedPosition, entryAt, hostSpan, lineSpan } from "./places.ts";

/** A word in the place of the one that is not begun yet. */
const placeholder = "x";

/**
 * The proposals at a position of a host document. Where no word is begun they are those in the place of a word: the blanks behind
 * `- hostssl all` belong to no scalar of YAML, and an item or a value without any word is null.
 */
export async function completeEmbedded(
  uri: string,
  { line, character }: LinePosition,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<CompletionList | undefined> {
  const state = await documents.state(uri);
  if (!state || state.files.length === 0) return undefined;
  const offset = (state.starts[line] ?? 0) + character;
  const found = await completeAt(uri, offset, state, inner);
  if (found) return found;
  const text = state.text.lines[line] ?? "";
  if (!/[ \t]$/.test(text.slice(0, character)) || text.slice(character).trim() !== "") return undefined;
  const source = state.source.slice(0, offset) + placeholder + state.source.slice(offset);
  const list = await documents.asIf(uri, source, (typed) => completeAt(uri, offset, typed, inner));
  return list?.line === line && list.span.start === character
    ? { ...list, span: { start: character, end: character } }
    : undefined;
}

/** Those of the first part that is written at an offset and has some. */
async function completeAt(
  uri: string,
  offset: number,
  state: HostState,
  inner: LanguageService,
): Promise<CompletionList | undefined> {
  for (const part of state.files) {
    const position = embeddedPosition(part.file, part.starts, offset);
    const list = position && (await inner.complete(part.uri, position));
    const span = list && hostSpan(part.file, part.starts, list.line, list.span);
    if (!list || !span) continue;
    const { items: proposed } = completionInScalar(list, entryAt(part.file, list.line)?.scalar);
    const items = proposed.map(({ detail, ...item }) => ({
      ...item,
      ...(detail !== undefined && { detail: inHostLines(detail, uri, part, state) }),
    }));
    return { ...lineSpan(state.starts, span), items };
  }
  return undefined;
}
