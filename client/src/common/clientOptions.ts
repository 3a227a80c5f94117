import { type LogOutputChannel, Uri, workspace } from "vscode";
import type { LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../../server/src/lsp/protocol.ts";
import { heldBack } from "./heldBack.ts";
import { serverSelector } from "./languages.ts";
import { rulePages } from "./rulePages.ts";
import { readSettings } from "./settings.ts";

/** Files whose change makes the server look again. Certificates and keys have no one ending; these are the usual ones. */
const watched = "**/{PG_VERSION,.pgssl.json,*.conf,*.crt,*.cer,*.pem,*.key,*.crl}";

/** `RevealOutputChannelOn.Never`, without loading the library for it. */
const never = 4 satisfies RevealOutputChannelOn.Never;

/** What both the desktop's and the browser's client are started with. */
export function clientOptions(extension: Uri, outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: serverSelector(),
    outputChannel,
    revealOutputChannelOn: never,
    diagnosticCollectionName: "pgssl",
    synchronize: {
      configurationSection: "pgssl",
      fileEvents: workspace.createFileSystemWatcher(watched),
    },
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      settings: readSettings(),
      confirms: true,
      opensPages: true,
      readsCommits: true,
      opensCompletion: true,
      hasOtherFormatters: true,
    }),
    middleware: {
      ...rulePages(extension),
      ...heldBack(),
      workspace: {
        configuration: ({ items }) =>
          items.map(({ scopeUri }) => readSettings(scopeUri === undefined ? undefined : Uri.parse(scopeUri))),
      },
    },
    markdown: { isTrusted: false, supportHtml: false },
  };
}
