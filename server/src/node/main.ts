import { chmod, stat } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { type Machine, startServer } from "../lsp/startServer.ts";
import { loadPki } from "./loadPki.ts";
import { nodeHost } from "./nodeHost.ts";

/** The machine that this process runs on. Windows has no modes. */
const machine: Machine = {
  platform: process.platform === "win32" ? "windows" : "posix",
  async setMode(uri, mode) {
    const path = fileURLToPath(uri);
    await promisify(chmod)(path, mode);
    return (await promisify(stat)(path)).mode & 0o7777;
  },
  mayChangeMode(owner) {
    const user = process.getuid?.();
    return user !== undefined && (user === 0 || user === owner);
  },
};

/** Serves one editor, over the channel that the command line names (`--stdio`, `--node-ipc`, `--socket=N`). */
startServer(createConnection(ProposedFeatures.all), nodeHost, loadPki, machine);
