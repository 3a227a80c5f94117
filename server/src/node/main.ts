import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type Machine, startServer } from "../lsp/startServer.ts";
import { loadPki } from "./loadPki.ts";
import { nodeHost } from "./nodeHost.ts";

/** The machine that this process runs on. */
const machine: Machine = {
  platform: process.platform === "win32" ? "windows" : "posix",
  mayAct: async (action) => (await import("./changeFiles.ts")).mayAct(action),
  act: async (action) => (await import("./changeFiles.ts")).act(action),
  loadSetup: async (server) => (await import("./setupService.ts")).createSetupService(server),
};

/** Serves one editor, over the channel that the command line names (`--stdio`, `--node-ipc`, `--socket=N`). */
startServer(createConnection(ProposedFeatures.all), nodeHost, loadPki, machine);
