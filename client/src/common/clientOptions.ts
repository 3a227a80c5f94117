import { type LogOutputChannel, workspace } from "vscode";
import type { LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import { documentSelector } from "./languages.ts";
import type { InitializationOptions } from "./protocol.ts";

/** Files whose change makes the server look again. Certificates and keys have no one ending; these are the usual ones. */
const watched = "**/{PG_VERSION,*.conf,*.crt,*.cer,*.pem,*.key,*.crl}";

/** `RevealOutputChannelOn.Never`, without loading the library for it. */
const never = 4 satisfies RevealOutputChannelOn.Never;

/** What both the desktop's and the browser's client are started with. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector,
    outputChannel,
    revealOutputChannelOn: never,
    diagnosticCollectionName: "pgssl",
    synchronize: {
      configurationSection: "pgssl",
      fileEvents: workspace.createFileSystemWatcher(watched),
    },
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      settings: workspace.getConfiguration("pgssl"),
    }),
    markdown: { isTrusted: false, supportHtml: false },
  };
}
