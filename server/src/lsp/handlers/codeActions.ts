import type { CodeAction, Command, Diagnostic } from "vscode-languageserver";
import type { OfferedFix } from "../../core/index.ts";
import { diagnosticSource, normalizeUri, toLspDiagnostic } from "../convert.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import { CodeActionKind } from "../library.ts";
import { type ChangeFileArguments, changeFileCommand, copyCommand, openPageCommand } from "../protocol.ts";
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
        const [first, last] = [range.start.line, range.end.line];
        const answered = new Set<unknown>();
        for (const fix of await service.fixes(uri, first, last)) {
          const isBest = !answered.has(fix.diagnostic);
          answered.add(fix.diagnostic);
          actions.push(...(await toCodeActions(server, fix, isBest, context.diagnostics)));
        }
        const silencing = await service.suppressions(uri, first, last);
        for (const fix of silencing)
          actions.push(...(await toCodeActions(server, fix, false, context.diagnostics)));
        if (server.given.opensPages) {
          // What no comment can silence, in JSON, has a page as well.
          const shown = context.diagnostics.flatMap(({ source, code }) =>
            source === diagnosticSource && typeof code === "string" ? [code] : [],
          );
          for (const rule of new Set([...silencing.map(({ diagnostic }) => diagnostic.rule), ...shown]))
            actions.push(openPage(rule, context.diagnostics));
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

/** A fix, and the command that does the same by hand where there is one. The best one of a finding is marked. */
async function toCodeActions(
  server: ServerContext,
  fix: OfferedFix,
  isBest: boolean,
  shown: readonly Diagnostic[],
): Promise<readonly CodeAction[]> {
  const { diagnostic, edits, action, byHand } = fix;
  const title = editorText(fix.title);
  const lines = (await server.service.document(diagnostic.uri))?.lines ?? [];
  const { range } = toLspDiagnostic(diagnostic, () => lines, false);
  const answers = shown.filter(
    ({ code, range: at }) =>
      code === diagnostic.rule &&
      at.start.line === range.start.line &&
      at.start.character === range.start.character,
  );
  const common = { kind: CodeActionKind.QuickFix, diagnostics: answers };
  const preferred = isBest && { isPreferred: true };
  if (edits) return [{ ...common, title, ...preferred, edit: await toWorkspaceEdit(server, edits) }];
  const command = action?.command ?? fix.command;
  if (command === undefined) return [];
  const copy = `Copy the command: ${editorText(command)}`;
  const copying = { ...common, title: copy, command: toCommand(copy, copyCommand, command) };
  if (!action) return [{ ...copying, ...preferred }];
  if (!server.given.trusted || byHand || !(await server.machine?.mayAct(action))) return [copying];
  const { uri: document, line, rule } = diagnostic;
  const wanted: ChangeFileArguments = { document, line, rule, title: fix.title };
  return [{ ...common, title, ...preferred, command: toCommand(title, changeFileCommand, wanted) }, copying];
}

/** Opens the page of a rule. */
function openPage(rule: string, shown: readonly Diagnostic[]): CodeAction {
  const title = `Open the page of ${rule}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: shown.filter(({ code }) => code === rule),
    command: toCommand(title, openPageCommand, rule),
  };
}

function toCommand(title: string, command: string, argument: unknown): Command {
  return { title, command, arguments: [argument] };
}
