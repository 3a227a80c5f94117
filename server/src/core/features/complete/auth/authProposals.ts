import type { Completion } from "../../../model/completion.ts";
import { existsIn } from "../../../model/serverVersion.ts";
import type { AuthLine, AuthToken } from "../../../syntax/authLine.ts";
import { includeDirectives } from "../../../syntax/authReference.ts";
import { escapeAuth, writeAuth } from "../../../syntax/quote.ts";
import { documentationKey } from "../documentation.ts";
import { type ColumnOf, nearbyWords } from "../nearbyWords.ts";
import { type PathQuestion, pathProposals } from "../paths.ts";
import { includePath, type Scope } from "../scope.ts";
import { escapeSnippet, type Proposals, sortKey, type Word, wordAt } from "../word.ts";

/** Where in a line of any authentication file the cursor is. */
export interface AuthCursor {
  readonly column: string;
  readonly token: AuthToken | undefined;
}

/** The word at the cursor. */
export function authWord(line: AuthLine, token: AuthToken | undefined, offset: number): Word {
  return wordAt(line.text, token?.span, offset, '"');
}

/** Proposals for a word, in their order. */
export function proposals(word: Word, items: readonly Completion[]): Proposals {
  return { span: word.span, items };
}

/** Words that are used as they are. */
export function words(
  names: readonly string[],
  rank: number,
  kind: Completion["kind"],
  word: Word,
): Completion[] {
  return names.map((name, index) => {
    const newText = word.isQuoted ? escapeAuth(name) : writeAuth(name);
    return { label: name, kind, sortText: sortKey(rank, index), ...(newText !== name && { newText }) };
  });
}

/** The words of the same column in the lines around. */
export function usedWords(
  { snapshot, line }: Scope,
  word: Word,
  known: readonly Completion[],
  columnOf: ColumnOf,
): Completion[] {
  if (word.isQuoted) return [];
  const labels = new Set(known.map(({ label }) => label));
  const used = nearbyWords(snapshot.records.document, line, columnOf).filter((name) => !labels.has(name));
  return used.map((label, index) => ({
    label,
    kind: "name",
    detail: "used in this file",
    sortText: sortKey(4, index),
  }));
}

/** The directives that may begin a line from 16 on. */
export function directiveProposals({ snapshot }: Scope): Completion[] {
  const { serverVersion } = snapshot.context;
  if (!existsIn({ since: 16 }, serverVersion)) return [];
  return includeDirectives.map((label, index) => ({
    label,
    kind: "keyword",
    detail: label === "include_dir" ? "all files of a folder" : "another file",
    sortText: sortKey(6, index),
    documentationKey: documentationKey("directive", serverVersion, label),
  }));
}

/** Paths for a column that names a file. */
export function filePaths({ snapshot }: Scope, word: Word, question: PathQuestion): Proposals {
  const write = (path: string, isFolder: boolean) => writePath(path, isFolder, word);
  return { ...proposals(word, pathProposals(question, snapshot, write)), path: question };
}

/** Paths for `@file` in any column, once the sign is typed, and for what an include directive names; `undefined` elsewhere. */
export function fileTarget(
  scope: Scope,
  line: AuthLine,
  { token, column }: AuthCursor,
): Proposals | undefined {
  if (token && !token.quoted && token.text.startsWith("@") && scope.offset !== token.span.start) {
    const behindSign = { start: token.span.start + 1, end: token.span.end };
    const word = wordAt(line.text, behindSign, scope.offset, '"');
    return filePaths(scope, word, includePath(scope, word.typed, "@"));
  }
  if (column !== "include") return undefined;
  const word = authWord(line, token, scope.offset);
  return filePaths(scope, word, includePath(scope, word.typed, line.fields[0]?.tokens[0]?.text ?? ""));
}

/** Inside quotation marks that the proposal brings, the cursor stays behind a folder, so that the path can go on. */
function writePath(path: string, isFolder: boolean, word: Word): Pick<Completion, "newText" | "isSnippet"> {
  const written = word.isQuoted ? escapeAuth(path) : writeAuth(path);
  if (written === path) return {};
  if (!isFolder || word.isQuoted) return { newText: written };
  return { newText: `${escapeSnippet(written.slice(0, -1))}$0"`, isSnippet: true };
}
