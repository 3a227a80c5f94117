import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import { splitLines } from "../model/lines.ts";
import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { type AuthField, type AuthLine, type AuthToken, scanAuthLine } from "./authLine.ts";

/** What expanding a line depends on: the version, and the files that it may name. */
export interface ReferenceContext {
  readonly serverVersion: ServerVersion;
  /** The deepest level of inclusion at which the server reads the file, 0 for the main file. */
  readonly includeDepth?: number;
  /** The file that a path in this file names. */
  reference(path: string): ReferencedText;
}

/** A file that is named with `@` or `include`, as far as it is known. */
export type ReferencedText =
  | { readonly state: "text"; readonly text: string }
  | {
      readonly state:
        | "missing"
        | "unreadable"
        | "no-answer"
        | "forbidden"
        | "directory"
        | "too-large"
        | "elsewhere"
        | "unknown";
    };

/** What a line holds that may name a file: `@` before a word, or a directive, which may be written with marks (`inc"lude"`). */
export function mayNameFile(text: string): boolean {
  return (
    (text.includes("@") && /(?:^|[\s,])@/.test(text)) ||
    (text.includes('"') && /^\s*[^\s#",]*"/.test(text)) ||
    /include/i.test(text)
  );
}

/** The directives that pull in whole records (16 and later). */
export const includeDirectives = ["include", "include_if_exists", "include_dir"] as const;

export type IncludeDirective = (typeof includeDirectives)[number];

/** Why the server gives up on a line while it reads the files that the line names with `@`. */
export interface ReferenceProblem {
  /**
   * `missing`; `unreadable` (by this process: the server may be allowed to); `directory` (an error in 13 only);
   * `depth`: nested too deeply; `endless`: a file that names itself, before there was a limit; `too-long`: a word or line
   * of the file is.
   */
  readonly kind: "missing" | "unreadable" | "forbidden" | "directory" | "depth" | "endless" | "too-long";
  /** The file, as a path from the folder of the file that holds the line. */
  readonly path: string;
  /** The word of the line that led there. */
  readonly span: Span;
}

/** A line's fields with `@file` words replaced by what the files hold. */
export interface ExpandedLine {
  /** A field that came out empty is gone, as for the server. The words of a file bear the span of the `@file` word. */
  readonly fields: readonly AuthField[];
  readonly problem: ReferenceProblem | undefined;
  /** The index of the first field that an unknown file has a part in, if any; it holds the `@file` word itself then. */
  readonly unknownFrom: number | undefined;
}

/** More words and lines than anyone keeps in a list; a file that names others many times over could grow beyond all bounds. */
const maxSize = 100_000;

/** Whether a word means the words of a file. */
export function isReference(token: AuthToken): boolean {
  return !token.quoted && token.text.length > 1 && token.text.charCodeAt(0) === AT;
}

function hasReference({ tokens }: AuthField): boolean {
  return tokens.some(isReference);
}

/** The directive that the first word of a line is, whether or not the line is an include. */
export function includeDirective(text: string): IncludeDirective | undefined {
  return includeDirectives.find((directive) => directive === text);
}

/** Replaces the `@file` words of a line (manual, "The pg_hba.conf File"; nested files as `hba.c` takes them). */
export function expandLine(line: AuthLine, context: ReferenceContext): ExpandedLine {
  if (!line.text.includes("@") || !line.fields.some(hasReference))
    return { fields: line.fields, problem: undefined, unknownFrom: undefined };
  const fields: AuthField[] = [];
  let problem: ReferenceProblem | undefined;
  let unknownFrom: number | undefined;
  for (const field of line.fields) {
    const tokens: AuthToken[] = [];
    for (const token of field.tokens) {
      if (problem) break;
      if (!isReference(token)) {
        tokens.push(token);
        continue;
      }
      const path = token.text.slice(1);
      const expansion = new Expansion(context);
      const words = expansion.file(path, (context.includeDepth ?? 0) + 1, []);
      if (expansion.failure) problem = { ...expansion.failure, span: token.span };
      if (problem || expansion.isUnknown) {
        tokens.push({ ...token, quoted: true, isUnknown: true });
        unknownFrom ??= fields.length;
      } else {
        for (const { text, quoted, file = path } of words)
          tokens.push({ text, quoted, span: token.span, file });
      }
    }
    if (tokens.length > 0) fields.push({ tokens, span: field.span });
    if (problem) break;
  }
  return { fields, problem, unknownFrom };
}

/** A file that a line names. */
export interface AuthReference {
  /** `tokens`: the words of the file replace an `@file` word. */
  readonly kind: "tokens" | IncludeDirective;
  /** As written: relative to the folder of the file that holds the line. */
  readonly path: string;
  readonly span: Span;
}

/**
 * The files that a line names, so that they can be read before the line is checked. Given what is known of files, it also
 * returns the target of an include directive that is itself in a file (`include @name`).
 */
export function authReferences(
  line: AuthLine,
  version: ServerVersion,
  reference: ReferenceContext["reference"] = () => ({ state: "unknown" }),
): AuthReference[] {
  const found: AuthReference[] = [];
  for (const field of line.fields)
    for (const token of field.tokens)
      if (isReference(token)) found.push({ kind: "tokens", path: token.text.slice(1), span: token.span });
  const { fields, unknownFrom } = expandLine(line, { serverVersion: version, reference });
  const include = unknownFrom === undefined ? includeOf(fields, version) : undefined;
  if (include) found.push({ kind: include.directive, path: include.path.text, span: include.path.span });
  return found;
}

/** The include directive that a line's fields are: two fields, of which only the first words count. */
export function includeOf(
  fields: readonly AuthField[],
  version: ServerVersion,
): { readonly directive: IncludeDirective; readonly path: AuthToken } | undefined {
  if (fields.length !== 2 || !existsIn({ since: 16 }, version)) return undefined;
  const directive = includeDirective(fields[0]?.tokens[0]?.text ?? "");
  const path = fields[1]?.tokens[0];
  return directive && path && { directive, path };
}

/** Joins a path to the folder of the file that names it; both are relative to the same folder. */
export function besideFile(path: string, file: string): string {
  const slash = file.lastIndexOf("/");
  return slash < 0 || path.startsWith("/") ? path : file.slice(0, slash + 1) + path;
}

function authLines(text: string, version: ServerVersion): AuthLine[] {
  const lines = splitLines(text);
  const result: AuthLine[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = scanAuthLine(lines, index, version);
    result.push(line);
    index += line.lineCount;
  }
  return result;
}

/** Follows the files of one line; stops at the first problem, as the server does. */
class Expansion {
  failure: Omit<ReferenceProblem, "span"> | undefined;
  isUnknown = false;
  #size = 0;
  readonly #context: ReferenceContext;

  constructor(context: ReferenceContext) {
    this.#context = context;
  }

  /** The words of a file, in order. `depth` is the level of inclusion, `within` the files that led here. */
  file(path: string, depth: number, within: readonly string[]): readonly AuthToken[] {
    const version = this.#context.serverVersion;
    const isLimited = existsIn({ since: 16 }, version);
    if (isLimited ? depth > maxIncludeDepth : within.includes(path))
      return this.#fail(isLimited ? "depth" : "endless", path);
    const file = path === "" ? ({ state: "directory" } as const) : this.#context.reference(path);
    if (file.state === "missing" || file.state === "unreadable" || file.state === "forbidden")
      return this.#fail(file.state, path);
    // From 14 on a file that opens and cannot be read is only logged.
    if (file.state === "directory") return version === 13 ? this.#fail("directory", path) : [];
    if (file.state !== "text" || this.#size > maxSize) {
      this.isUnknown = true;
      return [];
    }
    const words: AuthToken[] = [];
    const lines = authLines(file.text, version);
    this.#size += lines.length;
    for (const line of lines) {
      if (this.failure || this.isUnknown) break;
      if (line.tooLong) return this.#fail("too-long", path);
      this.#line(line, path, depth, [...within, path], words);
    }
    return words;
  }

  #line(line: AuthLine, path: string, depth: number, within: readonly string[], words: AuthToken[]): void {
    const fields: AuthField[] = [];
    for (const field of line.fields) {
      const tokens: AuthToken[] = [];
      for (const token of field.tokens) {
        if (isReference(token)) {
          for (const word of this.file(besideFile(token.text.slice(1), path), depth + 1, within))
            tokens.push(word);
        } else tokens.push({ ...token, file: path });
        if (this.failure) return;
      }
      if (tokens.length > 0) fields.push({ tokens, span: field.span });
    }
    const include = includeOf(fields, this.#context.serverVersion);
    if (include) {
      for (const word of this.#include(include.directive, besideFile(include.path.text, path), depth, within))
        words.push(word);
      return;
    }
    for (const { tokens } of fields) for (const token of tokens) words.push(token);
    this.#size += fields.length;
  }

  #include(
    directive: IncludeDirective,
    path: string,
    depth: number,
    within: readonly string[],
  ): readonly AuthToken[] {
    // The files of a directory are not looked up: nobody keeps a list of words that way.
    if (directive === "include_dir") this.isUnknown = true;
    else if (
      directive === "include" ||
      depth >= maxIncludeDepth ||
      this.#context.reference(path).state !== "missing"
    )
      return this.file(path, depth + 1, within);
    return [];
  }

  #fail(kind: ReferenceProblem["kind"], path: string): readonly AuthToken[] {
    this.failure ??= { kind, path };
    return [];
  }
}

const AT = 0x40;
