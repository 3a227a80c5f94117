import type { LeftOut } from "../cluster/cluster.ts";
import { fileOf } from "../cluster/readingKey.ts";
import { maxLines, maxRepeatedLines, maxSize, sizeOf } from "../cluster/readLimits.ts";
import { isTooLarge, type SourceDocument } from "../cluster/sourceDocument.ts";
import type { Language } from "../model/language.ts";
import type { Place } from "../model/span.ts";
import { firstLineOf } from "./authFiles.ts";
import type { Documents } from "./documents.ts";
import type { Facts } from "./facts.ts";

interface Sources {
  readonly documents: Documents;
  readonly facts: Facts;
}

/** What is read for one cluster, and what is left out since it would be too much or does not answer. */
export class ReadLimit {
  readonly #left = new Map<string, LeftOut>();
  #bytes = 0;
  #lines = 0;
  #repeatedLines = 0;
  readonly #seen = new Set<string>();
  readonly #tooLong = new Set<string>();

  get leftOut(): readonly LeftOut[] {
    return [...this.#left.values()];
  }

  /** Whether a file may be read that something at a place names; else that is reported. What an editor holds may. */
  async takes(uri: string, place: Place, { documents, facts }: Sources): Promise<boolean> {
    if (this.#seen.has(uri) && !this.#tooLong.has(uri)) return true;
    const stat = documents.isOpen(fileOf(uri)) ? undefined : await facts.stat(fileOf(uri));
    const bytes = typeof stat === "object" ? stat.size : 0;
    if (this.#bytes + bytes > maxSize || this.#tooLong.has(uri)) {
      this.leaveOut(place, "size");
      return false;
    }
    this.#seen.add(uri);
    this.#bytes += bytes;
    return true;
  }

  /** Counts a main file, which nothing names. What an editor holds is not counted: it changes without another look at the rest. */
  count({ uri, lines }: SourceDocument, { documents }: Pick<Sources, "documents">): void {
    if (documents.isOpen(fileOf(uri))) return;
    this.#seen.add(uri);
    this.#bytes += sizeOf(lines, maxSize);
    this.#lines += lines.length;
  }

  /** The document of a file that something at a place names; absent too where it is left out. */
  async load(
    uri: string,
    language: Language,
    place: Place,
    { documents, facts }: Sources,
  ): Promise<SourceDocument | undefined> {
    const isRepeated = this.#seen.has(uri);
    if (!(await this.takes(uri, place, { documents, facts }))) return undefined;
    const document = await documents.load(uri, language);
    if (!document && facts.get(fileOf(uri))?.stat === "no-answer") this.leaveOut(place, "no-answer");
    if (!document) return undefined;
    const isOpen = documents.isOpen(fileOf(uri));
    if (isOpen && isTooLarge(document.current)) {
      this.leaveOut(place, "size");
      this.leaveOut(firstLineOf(document), "one");
      return document; // whose edits may make it small enough
    }
    const { length } = document.lines;
    if (isRepeated) this.#repeatedLines += length;
    const isTooLong = !isOpen && !isRepeated && this.#lines + length > maxLines + 1;
    if (isTooLong) this.#tooLong.add(uri);
    if (isTooLong || this.isExhausted) {
      this.leaveOut(place, isTooLong ? "size" : "repeated");
      return undefined;
    }
    if (!isRepeated && !isOpen) this.#lines += length;
    return document;
  }

  /** Too many lines were included more than once: nothing is read any more. */
  get isExhausted(): boolean {
    return this.#repeatedLines > maxRepeatedLines;
  }

  leaveOut(place: Place, why: LeftOut["why"]): void {
    this.#left.set(`${place.uri} ${place.line} ${place.span.start} ${why}`, { place, why });
  }
}
