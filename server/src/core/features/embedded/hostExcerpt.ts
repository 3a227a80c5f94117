import type { Snapshot } from "../../cluster/snapshot.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { mayHoldSecret } from "../../syntax/secrets.ts";
import type { Excerpt } from "../excerpt.ts";

/**
 * The line of a host document that a finding is about; `undefined` where something on it may be a secret: a word for one, an address
 * with a password, a value that is encoded, a map with other entries, a secret of a part.
 */
export function hostExcerpt(
  { text: { lines }, starts, files }: HostState,
  parts: readonly Snapshot[],
  line: number,
  span: Span,
): Excerpt | undefined {
  const text = trimEndOf(lines[line] ?? "", "\r\n");
  const from = starts[line] ?? 0;
  const to = from + text.length;
  if (mayHoldSecret(text) || /:\/\/|\{[^{}]*:/.test(text)) return undefined;
  const isEncoded = files.some(({ file }) =>
    file.pieces.some((piece) => !piece.exact && piece.length > 2 && piece.from < to && piece.to > from),
  );
  if (isEncoded || parts.some(({ hidden }) => hidden.occurIn(text))) return undefined;
  const within = (position: number) => Math.min(position, text.length);
  return { line, text, span: { start: within(span.start), end: within(span.end) } };
}
