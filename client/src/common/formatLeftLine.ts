import {
  Disposable,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, TextEdit } from "vscode-languageclient";
import { isOurs } from "./languages.ts";

/** The line of a document in which the user has written last. */
interface Written {
  readonly document: TextDocument;
  readonly line: number;
}

/** Aligns a line with those around it when the cursor leaves it after an edit, where `pgssl.formatOnLeavingLine` is set. */
export function formatLeftLines(client: BaseLanguageClient): Disposable {
  let written: Written | undefined;
  return Disposable.from(
    workspace.onDidChangeTextDocument((event) => {
      if (event.document === window.activeTextEditor?.document) written = writtenLine(event);
    }),
    window.onDidChangeTextEditorSelection(async ({ textEditor, selections }) => {
      const left = written;
      if (!left || left.document !== textEditor.document) return;
      if (selections.some(({ active }) => active.line === left.line)) return;
      written = undefined;
      await formatLine(client, textEditor, left.line);
    }),
  );
}

/** What was undone stays as it was. */
function writtenLine({ document, contentChanges, reason }: TextDocumentChangeEvent): Written | undefined {
  const [change] = contentChanges;
  if (!change || reason !== undefined || !isOurs(document)) return undefined;
  const isWanted = workspace.getConfiguration("pgssl", document).get("formatOnLeavingLine") === true;
  return isWanted ? { document, line: change.range.start.line } : undefined;
}

async function formatLine(client: BaseLanguageClient, editor: TextEditor, line: number): Promise<void> {
  const { document, options } = editor;
  const { version } = document;
  // The request that Enter sends: it is about the line before its position.
  const edits = await client.sendRequest<readonly TextEdit[] | null>("textDocument/onTypeFormatting", {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    position: { line: line + 1, character: 0 },
    ch: "\n",
    options: { tabSize: Number(options.tabSize), insertSpaces: options.insertSpaces === true },
  });
  if (!edits?.length || document.version !== version) return;
  await editor.edit((builder) => {
    for (const { range, newText } of edits)
      builder.replace(client.protocol2CodeConverter.asRange(range), newText);
  });
}
