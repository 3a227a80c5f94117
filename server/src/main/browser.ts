import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { filesBehind, type Port } from "../browser/workspaceFiles.ts";
import { createWorkspaceHost } from "../browser/workspaceHost.ts";
import { createLifecycle } from "../lsp/lifecycle.ts";
import { startServer } from "../lsp/startServer.ts";
import { createPki } from "../pki/createPki.ts";
import { pureCryptography } from "../pki/pure/pureCryptography.ts";

/** The worker's own scope, as far as it is used. */
const scope = globalThis as unknown as { onmessage: Port["onmessage"] };

/** Serves one editor in a web worker. The first message brings the port to the workspace's files, all others are the protocol's. */
scope.onmessage = ({ data }) => {
  const lifecycle = createLifecycle();
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(globalThis),
    new BrowserMessageWriter(globalThis),
    { messageStrategy: lifecycle.messageStrategy },
  );
  lifecycle.register(connection);
  const pki = createPki(pureCryptography);
  startServer(connection, createWorkspaceHost(filesBehind(data as Port)), async () => pki);
};
