import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { Place } from "../../model/span.ts";
import { embeddedPosition, hostSpan, lineSpan } from "./places.ts";

/** Ways from a question about a host document to the answers of its parts, and back to the places of that document. */
export function partAnswers(documents: EmbeddedDocuments) {
  /** The parts that are written at a position, those of the first cluster first. */
  const partsAt = async (uri: string, { line, character }: LinePosition) => {
    const state = await documents.state(uri);
    const offset = (state?.starts[line] ?? 0) + character;
    return {
      state,
      parts: (state?.files ?? []).flatMap((part) => {
        const position = embeddedPosition(part.file, part.starts, offset);
        return position ? [{ part, position }] : [];
      }),
    };
  };
  /** An answer with a line and a span, at its place in the host document. */
  const atHost = <Answer extends Omit<Place, "uri">>(answer: Answer, part: OpenFile, state: HostState) => {
    const span = hostSpan(part.file, part.starts, answer.line, answer.span);
    return span && { ...answer, ...lineSpan(state.starts, span) };
  };
  /** The first answer of the parts at a position. */
  const firstOf = async <Answer extends Omit<Place, "uri">>(
    uri: string,
    position: LinePosition,
    get: (uri: string, position: LinePosition) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const { state, parts } = await partsAt(uri, position);
    for (const { part, position } of parts) {
      const answer = await get(part.uri, position);
      const placed = answer && state && atHost(answer, part, state);
      if (placed) return placed as Answer;
    }
    return undefined;
  };
  /** The answers of all parts. */
  const allOf = async <Answer extends Omit<Place, "uri">>(
    uri: string,
    get: (uri: string) => Promise<readonly Answer[] | undefined>,
  ): Promise<readonly Answer[]> => {
    const state = await documents.state(uri);
    const answers: Answer[] = [];
    for (const part of state?.files ?? []) {
      for (const answer of (await get(part.uri)) ?? []) {
        const placed = state && atHost(answer, part, state);
        if (placed) answers.push(placed as Answer);
      }
    }
    return answers;
  };
  /** The answer of the first part at a position. */
  const atPart = async <Answer>(
    uri: string,
    position: LinePosition,
    get: (uri: string, position: LinePosition) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const [at] = (await partsAt(uri, position)).parts;
    return at && get(at.part.uri, at.position);
  };
  /** The answer of the first part, where it is the same for the others. */
  const ofFirstPart = async <Answer>(
    uri: string,
    get: (uri: string) => Promise<Answer | undefined>,
  ): Promise<Answer | undefined> => {
    const [part] = (await documents.state(uri))?.files ?? [];
    return part && get(part.uri);
  };
  return { partsAt, atHost, firstOf, allOf, atPart, ofFirstPart };
}
