import type {
  CompletionItem,
  DocumentSymbol,
  Diagnostic as LspDiagnostic,
  Position,
  Range,
} from "vscode-languageserver";
import { parseUri } from "../core/index.ts";
import type { Completion, CompletionKind } from "../core/model/completion.ts";
import type { Diagnostic, Severity } from "../core/model/diagnostic.ts";
import { documentationUri } from "../core/model/documentationUri.ts";
import type { SymbolKind as OutlineKind, OutlineSymbol } from "../core/model/outline.ts";
import type { Span } from "../core/model/span.ts";
import { trimEndOf } from "../core/model/trimEndOf.ts";
import { shortened } from "../core/model/withoutControls.ts";
import { editorText } from "./editorText.ts";
import {
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  SymbolKind,
} from "./library.ts";
import { withoutPlaceholders } from "./withoutPlaceholders.ts";

/** One spelling for each URI: editors escape the same characters or not. */
export function normalizeUri(uri: string): string {
  return parseUri(uri).toString();
}

/** The range of a span of the record that starts at `line`. */
export function toRange(lines: readonly string[], line: number, span: Span): Range {
  return { start: toPosition(lines, line, span.start), end: toPosition(lines, line, span.end) };
}

function toPosition(lines: readonly string[], line: number, offset: number): Position {
  let current = line;
  let rest = offset;
  let length = lines[current]?.length ?? 0;
  // The end of a line belongs to it, the place behind its line break to the next one.
  while (rest >= length && length > 0 && current + 1 < lines.length && hasBreak(lines[current])) {
    rest -= length;
    current++;
    length = lines[current]?.length ?? 0;
  }
  return { line: current, character: Math.min(rest, length) };
}

function hasBreak(line: string | undefined): boolean {
  return line !== undefined && (line.endsWith("\n") || line.endsWith("\r"));
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

/** What editors show as the source of our findings. */
export const diagnosticSource = "pgssl";

/** `linesOf` gives the lines of another document that a finding points to. */
export function toLspDiagnostic(
  diagnostic: Diagnostic,
  linesOf: (uri: string) => readonly string[],
  canPointElsewhere: boolean,
): LspDiagnostic {
  const { rule, severity, message, detail, tag, related } = diagnostic;
  return {
    range: toRange(linesOf(diagnostic.uri), diagnostic.line, diagnostic.span),
    severity: severities[severity],
    source: diagnosticSource,
    code: rule,
    codeDescription: { href: documentationUri(rule) },
    message,
    ...(detail && { data: { detail } }),
    ...(tag && { tags: [tags[tag]] }),
    ...(related &&
      canPointElsewhere && {
        relatedInformation: related.map(({ place, message }) => ({
          location: { uri: place.uri, range: toRange(linesOf(place.uri), place.line, place.span) },
          message,
        })),
      }),
  };
}

const completionKinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  setting: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  option: CompletionItemKind.Property,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  unit: CompletionItemKind.Unit,
  snippet: CompletionItemKind.Snippet,
  name: CompletionItemKind.Variable,
};

/** What a client can do with a proposal. */
export interface CompletionSupport {
  readonly labelDetails?: boolean | undefined;
  readonly snippets?: boolean | undefined;
  /** It has VS Code's command that shows what may follow. */
  readonly opensNext?: boolean | undefined;
}

export function toCompletionItem(item: Completion, range: Range, support: CompletionSupport): CompletionItem {
  const detail = item.detail && editorText(item.detail);
  const newText = item.newText ?? item.label;
  const isSnippet = item.isSnippet && support.snippets;
  return {
    label: editorText(item.label),
    kind: completionKinds[item.kind],
    textEdit: { range, newText: item.isSnippet && !isSnippet ? withoutPlaceholders(newText) : newText },
    filterText: item.filterText ?? item.label,
    ...(detail && { detail }),
    ...(detail && support.labelDetails && { labelDetails: { description: inRow(detail) } }),
    ...(item.opensNext &&
      support.opensNext && { command: { title: "Show what may follow", command: openNextCommand } }),
    ...(item.sortText && { sortText: item.sortText }),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(item.documentationKey && { data: item.documentationKey }),
  };
}

/** A detail beside a label, which would have no room next to all of it. */
function inRow(detail: string): string {
  return shortened(detail.replace(/^certificate /, ""), maxInRow);
}

const maxInRow = 32;

const openNextCommand = "editor.action.triggerSuggest";

const symbolKinds: Readonly<Record<OutlineKind, SymbolKind>> = {
  rule: SymbolKind.Key,
  map: SymbolKind.Namespace,
  mapping: SymbolKind.Field,
  host: SymbolKind.Module,
  setting: SymbolKind.Property,
  include: SymbolKind.File,
  section: SymbolKind.Namespace,
  rest: SymbolKind.Array,
};

export function toDocumentSymbol(symbol: OutlineSymbol, lines: readonly string[]): DocumentSymbol {
  const { name, detail, kind, line, lastLine, span, children } = symbol;
  const end = { line: lastLine, character: trimEndOf(lines[lastLine] ?? "", "\r\n").length };
  return {
    name: editorText(name) || " ", // an empty one is refused
    kind: symbolKinds[kind],
    range: { start: { line, character: 0 }, end },
    selectionRange: toRange(lines, line, span),
    ...(detail && { detail: editorText(detail) }),
    ...(children && { children: children.map((child) => toDocumentSymbol(child, lines)) }),
  };
}
