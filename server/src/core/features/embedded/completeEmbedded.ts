import type { HostSpan } from "../../carriers/hostSpan.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";
import type { LanguageService } from "../languageService.ts";
import { argumentNames, argumentValues } from "./completionInArgument.ts";
import { completionInScalar } from "./completionInScalar.ts";
import { inHostLines } from "./inHostLines.ts";
import { missingAt } from "./missingAt.ts";
import { embeddedPosition, entryAt, hostSpan, lineOf, lineSpan } from "./places.ts";

/** The proposals at a position of a host document. Where what is written there cannot be read yet, they are those for what it lacks. */
export async function completeEmbedded(
  uri: string,
  { line, character }: LinePosition,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<CompletionList | undefined> {
  const state = await documents.state(uri);
  if (!state) return undefined;
  const start = state.starts[line] ?? 0;
  const offset = start + character;
  const found = await completeAt(uri, offset, state, inner);
  if (found) return found;
  const missing = missingAt(state.source, offset);
  // To read the document again for each blank that is typed is too much where nothing of ours is in it.
  if (!missing || (state.files.length === 0 && !missing.isName)) return undefined;
  const { text, at, isName } = missing;
  const source = state.source.slice(0, at) + text + state.source.slice(at);
  const list = await documents.asIf(uri, source, (typed) => completeAt(uri, offset, typed, inner, isName));
  if (list?.line !== line || list.span.start !== missing.start - start) return undefined;
  return { ...list, span: { start: list.span.start, end: Math.min(list.span.end, at - start) } };
}

/** Those of the first part that is written at an offset and has some; `isAlone`: nothing follows the name there. */
async function completeAt(
  uri: string,
  offset: number,
  state: HostState,
  inner: LanguageService,
  isAlone = false,
): Promise<CompletionList | undefined> {
  for (const part of state.files) {
    const position = embeddedPosition(part.file, part.starts, offset);
    const list = position && (await inner.complete(part.uri, position));
    const span = list && hostSpan(part.file, part.starts, list.line, list.span);
    if (!list || !span) continue;
    const proposed = inArgument(list, span, part, state, isAlone);
    if (!proposed) continue;
    const entry = entryAt(part.file, list.line);
    const shown = completionInScalar({ items: proposed }, entry, state.source, span);
    const items = shown.items.map(({ detail, ...item }) => ({
      ...item,
      ...(detail !== undefined && { detail: inHostLines(detail, uri, part, state) }),
    }));
    return { ...lineSpan(state.starts, span), items };
  }
  return undefined;
}

/** Proposals as an argument of the server has them, where they are for one; `undefined` where the line is made of another option. */
function inArgument(
  { items, line, span: own }: CompletionList,
  span: HostSpan,
  { file, starts }: OpenFile,
  { source }: HostState,
  isAlone: boolean,
): readonly Completion[] | undefined {
  const entry = entryAt(file, line);
  const reading = entry?.reading;
  if (!reading) return isAlone ? undefined : items;
  const text = lineOf(file, line);
  const name = hostSpan(file, starts, line, { start: 0, end: /^\w*/.exec(text)?.[0].length ?? 0 });
  const written = source.slice(name?.from, name?.to).replaceAll("-", "_");
  const place = { source, scalar: entry.scalar, reading, name: name?.from ?? span.from, span };
  if (own.start > 0) return argumentValues(items, place);
  return text.startsWith(`${written} `) ? argumentNames(items, place, isAlone) : undefined;
}
