import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  MessageType,
  ShowMessageNotification,
} from "vscode-languageserver";
import type { OfferedFix } from "../../core/index.ts";
import type { TextEdit } from "../../core/model/diagnostic.ts";
import { normalizeUri, toLspDiagnostic } from "../convert.ts";
import { guard } from "../guard.ts";
import { copyCommand, type SetModeArguments, setModeCommand } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";
import { toWorkspaceEdit } from "../toWorkspaceEdit.ts";

/** Offers quick fixes and `source.fixAll`, and changes file modes on demand. */
export function registerCodeActions(server: ServerContext, recheck: () => Promise<void>): void {
  const { connection, service } = server;

  connection.onCodeAction(({ textDocument, range, context }, token) =>
    guard<CodeAction[]>(connection, "code actions", [], token, async () => {
      const uri = normalizeUri(textDocument.uri);
      const wanted = (kind: string) =>
        context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
      const actions: CodeAction[] = [];
      if (wanted(CodeActionKind.QuickFix)) {
        for (const fix of await service.fixes(uri, range.start.line, range.end.line)) {
          const action = await toCodeAction(server, fix, context.diagnostics);
          if (action) actions.push(action);
        }
      }
      if (context.only?.some((only) => CodeActionKind.SourceFixAll.startsWith(only))) {
        const safe = (await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER)).filter(
          (fix) => fix.safe && fix.edits,
        );
        const edits = withoutOverlaps(safe.flatMap((fix) => fix.edits ?? []));
        if (edits.length > 0) {
          const edit = await toWorkspaceEdit(server, edits);
          actions.push({ title: "Fix all that is safe to fix", kind: CodeActionKind.SourceFixAll, edit });
        }
      }
      return actions;
    }),
  );

  connection.onExecuteCommand(({ command, arguments: given }, token) =>
    guard(connection, command, undefined, token, async () => {
      if (command !== setModeCommand) return;
      const [wanted] = (given ?? []) as [SetModeArguments?];
      if (wanted) await setMode(server, wanted);
      await recheck();
    }),
  );
}

/** Changes a mode only where a fix offers just that change now, in a trusted workspace, and says what came of it. */
async function setMode(
  { connection, service, machine, given }: ServerContext,
  wanted: SetModeArguments,
): Promise<void> {
  // Not `connection.window`: its messages are requests, which a client may refuse.
  const tell = (type: MessageType, message: string) =>
    connection.sendNotification(ShowMessageNotification.type, { type, message });
  if (!given.trusted || !machine) {
    await tell(MessageType.Warning, "Nothing was changed: the workspace is not trusted.");
    return;
  }
  const offered = await service.fixes(wanted.document, wanted.line, wanted.line);
  const action = offered.find(
    ({ action }) => action?.uri === wanted.uri && action.mode === wanted.mode,
  )?.action;
  if (!action) {
    await tell(MessageType.Info, "Nothing was changed: the file is no longer as it was.");
    return;
  }
  try {
    const mode = await machine.setMode(action.uri, action.mode);
    if (mode !== action.mode) throw new Error("unchanged");
  } catch {
    await tell(MessageType.Error, `The mode could not be changed from here. Run: ${action.command}`);
    return;
  }
  await tell(MessageType.Info, `Done: ${action.command}`);
}

async function toCodeAction(
  server: ServerContext,
  fix: OfferedFix,
  shown: readonly Diagnostic[],
): Promise<CodeAction | undefined> {
  const { diagnostic, title, edits, action } = fix;
  const lines = (await server.service.document(diagnostic.uri))?.lines ?? [];
  const { range } = toLspDiagnostic(diagnostic, () => lines, false);
  const answers = shown.filter(
    ({ code, range: at }) =>
      code === diagnostic.rule &&
      at.start.line === range.start.line &&
      at.start.character === range.start.character,
  );
  const common = { title, kind: CodeActionKind.QuickFix, diagnostics: answers };
  if (edits) return { ...common, edit: await toWorkspaceEdit(server, edits) };
  if (!action) return undefined;
  const stat = await server.host.stat(action.uri);
  const owner = typeof stat === "object" ? stat.owner : undefined;
  if (server.given.trusted && server.machine?.mayChangeMode(owner)) {
    const wanted: SetModeArguments = {
      document: diagnostic.uri,
      line: diagnostic.line,
      uri: action.uri,
      mode: action.mode,
    };
    return { ...common, command: { title, command: setModeCommand, arguments: [wanted] } };
  }
  const copy = `Copy the command: ${action.command}`;
  return {
    ...common,
    title: copy,
    command: { title: copy, command: copyCommand, arguments: [action.command] },
  };
}

/** Of edits that touch the same text only the first is kept; the next run of the fixes finds the others. */
function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of edits) {
    const clashes = kept.some(
      ({ place }) =>
        place.uri === edit.place.uri &&
        place.line === edit.place.line &&
        place.span.start <= edit.place.span.end &&
        edit.place.span.start <= place.span.end,
    );
    if (!clashes) kept.push(edit);
  }
  return kept;
}
