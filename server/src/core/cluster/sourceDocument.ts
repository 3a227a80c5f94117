import { isTemplatePath } from "../model/fileNames.ts";
import { type ClientLanguage, type HostLanguage, type Language, toLanguage } from "../model/language.ts";
import { splitLines } from "../model/lines.ts";
import type { CommentValues } from "../syntax/directive.ts";
import { isTemplateLine, readTemplate, type Template } from "../syntax/template.ts";
import type { TemplateText } from "../syntax/templateHoles.ts";
import type { AccessChange } from "./imageAccess.ts";
import type { KnownVersion } from "./knownVersion.ts";
import { maxLines, maxSize, sizeOf } from "./readLimits.ts";
import { type PathMappings, pathOf } from "./uris.ts";

/** A change of a document (LSP, TextDocumentContentChangeEvent); without a range it is the whole text. */
export interface ContentChange {
  readonly range?: { readonly start: LinePosition; readonly end: LinePosition };
  readonly text: string;
}

/** A line and a character in it, both from 0, in UTF-16 units. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** What a document that is a part of another one knows of its server, since no file system does. */
export interface Embedding {
  readonly version: KnownVersion;
  /** Whether a setting that is not written has the server's default. */
  readonly knowsSettings: boolean;
  /** Paths in its container, and the URIs of the files that are mounted there. */
  readonly pathMappings?: PathMappings;
  /** The user id of its server. */
  readonly serverUser?: number;
  /** What becomes of owners and modes of files that are copied into its image. */
  readonly access?: readonly AccessChange[];
  /** The program that writes these lines, within a sentence. */
  readonly carrier: string;
  /** The lines that it adds, which say nothing of what the user wants. */
  readonly added: ReadonlySet<number>;
  /** There are lines beside these that are not known here. */
  readonly isPartial: boolean;
  /** What a comment for pgssl in the other document says of the server. */
  readonly comment?: CommentValues;
}

/** One state of a document's text. It never changes: an edit makes another. */
export interface DocumentText<Of extends string = Language> {
  /** What all states of one document have in common. */
  readonly source: object;
  readonly uri: string;
  readonly language: Of;
  /** The editor's number of this state. */
  readonly version: number;
  /** Each line keeps its line break; joined they are the text, but for what a template fills in. */
  readonly lines: readonly string[];
  /** Only of a template: its text, and what is not known of what it becomes. */
  readonly template?: Template;
  /** Only of a part of another document. */
  readonly embedding?: Embedding;
  /** The file on disk is too large, so that this is not its text. */
  readonly isAbsent?: true;
}

/** Whether a document has more than is read: none of it is checked then. */
export function isTooLarge({ lines, isAbsent }: Pick<DocumentText, "lines" | "isAbsent">): boolean {
  return isAbsent === true || lines.length > maxLines + 1 || sizeOf(lines, maxSize) > maxSize;
}

/** Whether a template may write records into a file that are not known. */
export function hasUnknownLines({ template }: Pick<DocumentText, "template">): boolean {
  return template !== undefined && template.unknown.size > 0;
}

/** Whether a file may have lines that are not known: of a template, or of the carrier that writes it. */
export function mayHoldMore(document: Pick<DocumentText, "template" | "embedding">): boolean {
  return document.embedding?.isPartial === true || hasUnknownLines(document);
}

/** The text of one file while it is edited. */
export class SourceDocument<Of extends string = Language> {
  readonly uri: string;
  readonly language: Of;
  readonly embedding: Embedding | undefined;
  readonly #isAbsent: boolean;
  /** How templates of it may look; `undefined` for documents of others: they are none of ours, but hold ours as parts. */
  readonly #templateText: TemplateText | undefined;
  #text: DocumentText<Of>;
  /** As they are written. */
  #lines: string[];
  #mayBeTemplate: boolean;

  /** `text` is absent where the file on disk is too large. */
  constructor(uri: string, language: Of, version: number, text: string | undefined, embedding?: Embedding) {
    this.uri = uri;
    this.language = language;
    this.embedding = embedding;
    this.#isAbsent = text === undefined;
    this.#lines = splitLines(text ?? "");
    const own = toLanguage(language);
    // What is part of another document may have its variables filled in with that.
    const hasOthers = embedding !== undefined;
    this.#templateText = own && { language: own, isNamed: isTemplatePath(pathOf(uri)), hasOthers };
    this.#mayBeTemplate = this.#hasTemplateSyntax(this.#lines);
    this.#text = this.#stateOf(version);
  }

  /** The text as it is now. */
  get current(): DocumentText<Of> {
    return this.#text;
  }

  /** The editor's number of this state of the text. */
  get version(): number {
    return this.#text.version;
  }

  get lines(): readonly string[] {
    return this.#text.lines;
  }

  /** The lines as they are written, of a template as well. */
  get written(): readonly string[] {
    return this.#lines;
  }

  get text(): string {
    return this.#lines.join("");
  }

  /** Applies changes in order, as the protocol prescribes. Positions past the end of a line or the text are clipped. */
  update(changes: readonly ContentChange[], version: number): void {
    this.#lines = this.#lines.slice(); // the state before keeps its own
    for (const change of changes) {
      if (change.range) this.#replace(change.range.start, change.range.end, change.text);
      else this.#replaceLines(0, this.#lines.length, splitLines(change.text));
    }
    this.#text = this.#stateOf(version);
  }

  #stateOf(version: number): DocumentText<Of> {
    const { uri, language, embedding } = this;
    const as = this.#templateText;
    const template = as && this.#mayBeTemplate ? readTemplate(this.#lines, as) : undefined;
    this.#mayBeTemplate = template !== undefined;
    return {
      source: this,
      uri,
      language,
      version,
      lines: template?.lines ?? this.#lines,
      ...(template && { template }),
      ...(embedding && { embedding }),
      ...(this.#isAbsent && { isAbsent: true }),
    };
  }

  #replace(start: LinePosition, end: LinePosition, inserted: string): void {
    const lastLine = this.#lines.length - 1;
    let from = Math.min(Math.max(start.line, 0), lastLine);
    let upTo = Math.min(Math.max(end.line, from), lastLine) + 1;
    const first = this.#lines[from] ?? "";
    const last = this.#lines[upTo - 1] ?? "";
    const head = start.line > lastLine ? first : first.slice(0, clip(first, start.character));
    const tail = end.line > lastLine ? "" : last.slice(clip(last, end.character));
    let text = head + inserted + tail;
    // A line feed may now follow a carriage return, or a line have lost its break: its neighbour is split anew as well.
    if (from > 0 && text.startsWith("\n") && this.#lines[from - 1]?.endsWith("\r"))
      text = this.#lines[--from] + text;
    if (upTo <= lastLine && !text.endsWith("\n")) text += this.#lines[upTo++] ?? "";
    const replaced = splitLines(text);
    if (upTo <= lastLine) replaced.pop(); // what follows the last break is the start of a line that stays
    this.#replaceLines(from, upTo - from, replaced);
  }

  #hasTemplateSyntax(lines: readonly string[]): boolean {
    const as = this.#templateText;
    return as !== undefined && lines.some((line) => isTemplateLine(line, as));
  }

  #replaceLines(start: number, removed: number, added: string[]): void {
    this.#mayBeTemplate ||= this.#hasTemplateSyntax(added);
    if (removed === 1 && added.length === 1) this.#lines[start] = added[0] ?? "";
    else replaceRange(this.#lines, start, removed, added);
  }
}

/** A document that holds our files as parts. */
export type HostDocument = SourceDocument<HostLanguage>;

/** A file of a client of PostgreSQL, or of PgBouncer. */
export type ClientDocument = SourceDocument<ClientLanguage>;

/** A document of ours, one that holds ours, or one of a client. */
export type AnyDocument = SourceDocument<Language | HostLanguage | ClientLanguage>;

/** `Array.splice` for any number of elements (a spread of 100,000 arguments would overflow the stack). */
export function replaceRange<Element>(
  array: Element[],
  start: number,
  removed: number,
  added: readonly Element[],
): void {
  if (added.length < 10_000) {
    array.splice(start, removed, ...added);
    return;
  }
  const tail = array.slice(start + removed);
  array.length = start;
  for (const element of added) array.push(element);
  for (const element of tail) array.push(element);
}

/** A character offset that does not reach into the line break. */
function clip(line: string, character: number): number {
  let end = line.length;
  while (end > 0 && (line.endsWith("\n", end) || line.endsWith("\r", end))) end--;
  return Math.min(Math.max(character, 0), end);
}
