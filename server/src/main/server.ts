import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeHost } from "../disk/nodeHost.ts";
import { createLifecycle } from "../lsp/lifecycle.ts";
import type { Machine } from "../lsp/machine.ts";
import { startServer } from "../lsp/startServer.ts";
import { loadPki } from "../pki/loadPki.ts";

/** The machine that this process runs on. */
const machine: Machine = {
  platform: process.platform === "win32" ? "windows" : "posix",
  mayAct: async (action) => (await import("../disk/changeFiles.ts")).mayAct(action),
  look: async (action) => (await import("../disk/changeFiles.ts")).look(action),
  act: async (action, seen) => (await import("../disk/changeFiles.ts")).act(action, seen),
  loadSetup: async (service, host) => (await import("./setupService.ts")).createSetupService(service, host),
};

/** Serves one editor, over the channel that the command line names (`--stdio`, `--node-ipc`, `--socket=N`). */
const lifecycle = createLifecycle();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: lifecycle.messageStrategy });
lifecycle.register(connection);
startServer(connection, nodeHost, loadPki, machine);
