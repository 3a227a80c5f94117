import type { ExtensionContext } from "vscode";
import { startClient } from "../common/startClient.ts";
import { forkServer } from "./forkServer.ts";
import { registerMachineCommands } from "./machineCommands.ts";

let stop: (() => Promise<void>) | undefined;

/** Starts the language server as a process of its own, on the machine that holds the files. */
export function activate(context: ExtensionContext): void {
  stop = startClient(
    context,
    (output) => {
      const start = () => forkServer(context.asAbsolutePath("dist/server.cjs"), (text) => output.error(text));
      const running = start(); // it boots while the client library loads
      return async (options) => (await import("./createClient.ts")).createClient(running, start, options);
    },
    (client, running) => registerMachineCommands(client, running, context),
  );
}

/** Ends the server. */
export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
