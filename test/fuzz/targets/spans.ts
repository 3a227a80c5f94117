/** Texts by URI as the answers mean them. */
export type Texts = ReadonlyMap<string, readonly string[]>;

/** @throws Error where a condition does not hold */
export function ensure(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Whatever has a line and a span, here or within, must be about a stretch of a document's text. @throws Error otherwise */
export function checkSpans(answer: unknown, uri: string, texts: Texts): void {
  if (Array.isArray(answer)) for (const each of answer) checkSpans(each, uri, texts);
  else if (typeof answer === "object" && answer !== null) {
    const { line, span, uri: own = uri } = answer as { line?: number; span?: Stretch; uri?: string };
    const lines = texts.get(own);
    if (lines && typeof line === "number" && span) {
      ensure(line >= 0 && line < lines.length, `line ${line} of ${lines.length}`);
      checkSpan(span, lines.slice(line).join("").length);
    }
    for (const each of Object.values(answer)) checkSpans(each, own, texts);
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** @throws Error for a span that does not lie in a text of that length */
export function checkSpan({ start, end }: Stretch, length: number): void {
  ensure(0 <= start && start <= end && end <= length, `span ${start}-${end} of ${length}`);
}

/** The same for every span within a syntax tree of one record. */
export function checkTree(node: unknown, length: number): void {
  if (typeof node !== "object" || node === null) return;
  const { start, end } = node as Partial<Stretch>;
  if (typeof start === "number" && typeof end === "number") checkSpan({ start, end }, length);
  for (const each of Object.values(node)) checkTree(each, length);
}
