/**
 * The values of the protocol's library that handlers use. Each file that imports a CommonJS module makes a copy of all its hundreds of
 * exports when the program starts, so that one file imports it for all.
 */
export {
  BulkRegistration,
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  DidChangeWorkspaceFoldersNotification,
  DocumentDiagnosticReportKind,
  DocumentFormattingRequest,
  DocumentHighlightKind,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  ErrorCodes,
  FoldingRangeKind,
  InsertTextFormat,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  SemanticTokensBuilder,
  ShowMessageNotification,
  ShowMessageRequest,
  SymbolKind,
  TextDocumentSyncKind,
  TextDocuments,
  WorkDoneProgress,
} from "vscode-languageserver";
