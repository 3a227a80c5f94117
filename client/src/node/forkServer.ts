import { type ChildProcess, fork } from "node:child_process";

/**
 * Options of Node for the language server: the size in MiB of each of the two semi-spaces for new objects. Nearly all that is made while
 * a large file is opened is garbage at once, and room that grows to 32 MiB for it is never given back.
 */
export const nodeOptions: readonly string[] = ["--max-semi-space-size=4"];

/** Starts the language server with the Node that VS Code brings; the two then talk over Node's own channel. */
export function forkServer(module: string, log: (text: string) => void): ChildProcess {
  const server = fork(module, ["--node-ipc", `--clientProcessId=${process.pid}`], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
    execArgv: [...nodeOptions],
    silent: true,
  });
  server.on("error", (error) => log(`The language server did not start: ${error.message}`));
  server.stdout?.on("data", (chunk: Buffer) => log(chunk.toString().trimEnd()));
  server.stderr?.on("data", (chunk: Buffer) => log(chunk.toString().trimEnd()));
  return server;
}
