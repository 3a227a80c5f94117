import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import type { OfferedFix } from "../../core/index.ts";
import { normalizeUri, toLspDiagnostic } from "../convert.ts";
import { guard } from "../guard.ts";
import { type ChangeFileArguments, changeFileCommand, copyCommand } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";
import { toWorkspaceEdit } from "../toWorkspaceEdit.ts";

/** The kind of `source.fixAll` that is ours, so that it can be switched on and off for itself. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.pgssl`;

/** Offers quick fixes and `source.fixAll`. */
export function registerCodeActions(server: ServerContext): void {
  const { connection, service } = server;

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    guard<CodeAction[]>(connection, "code actions", [], token, async () => {
      const uri = normalizeUri(textDocument.uri);
      const wanted = (kind: string) =>
        context.only?.some((only) => kind === only || kind.startsWith(`${only}.`));
      const actions: CodeAction[] = [];
      if (wanted(CodeActionKind.QuickFix) ?? true) {
        for (const fix of await service.fixes(uri, range.start.line, range.end.line)) {
          const action = await toCodeAction(server, fix, context.diagnostics);
          if (action) actions.push(action);
        }
      }
      if (wanted(fixAllKind)) {
        const edits = (await service.safeEdits(uri)) ?? [];
        if (edits.length > 0) {
          const edit = await toWorkspaceEdit(server, edits);
          actions.push({ title: "Fix all that is safe to fix", kind: fixAllKind, edit });
        }
      }
      return actions;
    }),
  );
}

async function toCodeAction(
  server: ServerContext,
  fix: OfferedFix,
  shown: readonly Diagnostic[],
): Promise<CodeAction | undefined> {
  const { diagnostic, title, edits, action, byHand } = fix;
  const lines = (await server.service.document(diagnostic.uri))?.lines ?? [];
  const { range } = toLspDiagnostic(diagnostic, () => lines, false);
  const answers = shown.filter(
    ({ code, range: at }) =>
      code === diagnostic.rule &&
      at.start.line === range.start.line &&
      at.start.character === range.start.character,
  );
  const common = { title, kind: CodeActionKind.QuickFix, diagnostics: answers };
  if (edits) {
    const isElsewhere = edits.some(({ place }) => place.uri !== diagnostic.uri);
    return { ...common, edit: await toWorkspaceEdit(server, edits, isElsewhere ? title : undefined) };
  }
  if (!action) return undefined;
  if (server.given.trusted && !byHand && (await server.machine?.mayAct(action))) {
    const { uri: document, line, rule } = diagnostic;
    const wanted: ChangeFileArguments = { document, line, rule, title };
    return { ...common, command: { title, command: changeFileCommand, arguments: [wanted] } };
  }
  const copy = `Copy the command: ${action.command}`;
  return {
    ...common,
    title: copy,
    command: { title: copy, command: copyCommand, arguments: [action.command] },
  };
}
