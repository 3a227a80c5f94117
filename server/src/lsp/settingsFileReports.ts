import type { Connection, Diagnostic } from "vscode-languageserver";
import type { LanguageService, SettingsFile } from "../core/index.ts";
import { diagnosticSource } from "./convert.ts";
import { DiagnosticSeverity } from "./library.ts";

/**
 * Reports what is wrong in the settings files of documents: pushed to every client, since a settings file is no document of ours.
 * Returns what is to be called with each document whose diagnostics are computed.
 */
export function settingsFileReports(
  connection: Connection,
  service: LanguageService,
): (uri: string) => Promise<void> {
  /** The settings file of each document, and what was sent last for each file. */
  const files = new Map<string, string>();
  const sent = new Map<string, string>();
  const send = async (uri: string, diagnostics: Diagnostic[]) => {
    const text = JSON.stringify(diagnostics);
    if (text === (sent.get(uri) ?? "[]")) return;
    sent.set(uri, text);
    await connection.sendDiagnostics({ uri, diagnostics });
  };
  return async (uri) => {
    const file = await service.settingsFile(uri);
    const before = files.get(uri);
    if (file) files.set(uri, file.uri);
    else files.delete(uri);
    if (before !== undefined && before !== file?.uri) await send(before, []);
    if (file) await send(file.uri, toDiagnostics(file));
  };
}

function toDiagnostics({ problems }: SettingsFile): Diagnostic[] {
  return problems.map(({ line, column, length, message }) => ({
    range: { start: { line, character: column }, end: { line, character: column + length } },
    severity: DiagnosticSeverity.Error,
    source: diagnosticSource,
    message,
  }));
}
