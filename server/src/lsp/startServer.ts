import type { Connection, InitializeParams, InitializeResult } from "vscode-languageserver";
import { createLanguageService, type Host, type LoadPki } from "../core/index.ts";
import { documentsConfiguration, type EditorDocument } from "./documents.ts";
import { guard } from "./guard.ts";
import { registerCauses } from "./handlers/causes.ts";
import { registerChangeFile } from "./handlers/changeFile.ts";
import { registerCluster } from "./handlers/cluster.ts";
import { fixAllKind, registerCodeActions } from "./handlers/codeActions.ts";
import { registerCompletion } from "./handlers/completion.ts";
import { registerConnectionChanges } from "./handlers/connectionChanges.ts";
import { registerDiagnostics } from "./handlers/diagnostics.ts";
import { registerExplain } from "./handlers/explain.ts";
import { registerFormat, registerFormatters } from "./handlers/format.ts";
import { registerHover } from "./handlers/hover.ts";
import { registerInlayHints } from "./handlers/inlayHints.ts";
import { registerLinks } from "./handlers/links.ts";
import { registerNavigation } from "./handlers/navigation.ts";
import { registerOutline } from "./handlers/outline.ts";
import { registerSelectionRanges } from "./handlers/selectionRanges.ts";
import { registerSemanticTokens, semanticTokensLegend } from "./handlers/semanticTokens.ts";
import { registerSetup } from "./handlers/setup.ts";
import { registerViews } from "./handlers/views.ts";
import {
  CodeActionKind,
  DidChangeWorkspaceFoldersNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "./library.ts";
import type { Machine } from "./machine.ts";
import { changeFileCommand, type InitializationOptions, trustChanged } from "./protocol.ts";
import { readSettings } from "./readSettings.ts";
import type { ServerContext } from "./serverContext.ts";
import { settingsFileReports } from "./settingsFileReports.ts";

/** Serves the protocol over a connection until it closes. Wiring only: the answers come from the core. */
export function startServer(connection: Connection, host: Host, loadPki: LoadPki, machine?: Machine): void {
  const service = createLanguageService(host, loadPki);
  const documents = new TextDocuments<EditorDocument>(documentsConfiguration(service));
  const server: ServerContext = {
    connection,
    service,
    documents,
    host,
    loadPki,
    ...(machine && { machine }),
    reportSettingsFile: settingsFileReports(connection, service),
    capabilities: {},
    given: {
      trusted: true,
      settings: {},
      confirms: false,
      opensPages: false,
      readsCommits: false,
      opensCompletion: false,
      hasOtherFormatters: false,
      folders: [],
    },
  };

  const applySettings = () => {
    service.settings = readSettings(
      server.given.settings,
      server.given.trusted,
      machine?.platform,
      server.given.folders,
    );
  };
  connection.onInitialize((params: InitializeParams): InitializeResult => {
    server.capabilities = params.capabilities;
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    server.given = {
      trusted: options.trusted ?? true,
      settings: options.settings,
      confirms: options.confirms ?? false,
      opensPages: options.opensPages ?? false,
      readsCommits: options.readsCommits ?? false,
      opensCompletion: options.opensCompletion ?? false,
      hasOtherFormatters: options.hasOtherFormatters ?? false,
      folders: foldersOf(params),
    };
    applySettings();
    return {
      serverInfo: { name: "pgssl" },
      capabilities: {
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        completionProvider: {
          resolveProvider: true,
          triggerCharacters: ["=", "/", ",", "'", '"', ":", "+", " "],
        },
        hoverProvider: true,
        inlayHintProvider: true,
        documentLinkProvider: {},
        codeLensProvider: {},
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: params.capabilities.textDocument?.rename?.prepareSupport
          ? { prepareProvider: true }
          : true,
        ...(!server.given.hasOtherFormatters && {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n" },
        }),
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, fixAllKind],
        },
        executeCommandProvider: { commands: [changeFileCommand] },
        ...(params.capabilities.textDocument?.diagnostic && {
          diagnosticProvider: {
            identifier: "pgssl",
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }),
      },
    };
  });

  const diagnostics = registerDiagnostics(server);
  const settingsChanged = () => {
    applySettings();
    diagnostics.refresh();
  };
  const hasConfiguration = () => server.capabilities.workspace?.configuration === true;
  const requestSettings = (): Promise<unknown> =>
    guard(connection, "settings", server.given.settings, undefined, () =>
      connection.workspace.getConfiguration("pgssl"),
    );
  connection.onInitialized(async () => {
    if (server.given.hasOtherFormatters) await registerFormatters(connection);
    if (server.given.settings !== undefined || !hasConfiguration()) return;
    server.given.settings = await requestSettings();
    settingsChanged();
  });
  connection.onDidChangeConfiguration(async ({ settings }: { settings?: { pgssl?: unknown } | null }) => {
    server.given.settings = hasConfiguration() ? await requestSettings() : settings?.pgssl;
    settingsChanged();
  });
  connection.onNotification(trustChanged, ({ trusted }: { trusted: boolean }) => {
    server.given.trusted = trusted;
    settingsChanged();
  });
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event: { added, removed } }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    server.given.folders = [
      ...server.given.folders.filter((uri) => !gone.has(uri)),
      ...added.map(({ uri }) => uri),
    ];
    settingsChanged();
  });
  registerCompletion(server);
  registerHover(server);
  registerCodeActions(server);
  registerChangeFile(server, diagnostics.recheck);
  registerInlayHints(server);
  registerLinks(server);
  registerFormat(server);
  registerSelectionRanges(server);
  registerSemanticTokens(server);
  registerOutline(server);
  registerNavigation(server);
  registerCluster(server);
  registerSetup(server);
  registerExplain(server);
  registerCauses(server);
  registerConnectionChanges(server);
  registerViews(server, diagnostics.watch);
  documents.listen(connection);
  connection.listen();
}

/** The URIs of the workspace's folders; of older clients that of its root. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}
