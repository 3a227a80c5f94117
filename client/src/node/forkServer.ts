import { type ChildProcess, fork } from "node:child_process";

/** Starts the language server with the Node that VS Code brings; the two then talk over Node's own channel. */
export function forkServer(module: string, log: (text: string) => void): ChildProcess {
  const server = fork(module, ["--node-ipc", `--clientProcessId=${process.pid}`], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" },
    execArgv: [],
    silent: true,
  });
  server.on("error", (error) => log(`The language server did not start: ${error.message}`));
  server.stdout?.on("data", (chunk: Buffer) => log(chunk.toString().trimEnd()));
  server.stderr?.on("data", (chunk: Buffer) => log(chunk.toString().trimEnd()));
  return server;
}
