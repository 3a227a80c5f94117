import type { ChildProcess } from "node:child_process";
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/node";

/** A client whose server runs already; `forkAgain` starts another when that one was stopped or broke down. */
export function createClient(
  running: ChildProcess,
  forkAgain: () => ChildProcess,
  options: LanguageClientOptions,
): LanguageClient {
  let next: ChildProcess | undefined = running;
  const connect = async () => {
    const server = next ?? forkAgain();
    next = undefined;
    return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
  };
  return new LanguageClient("pgssl", "PostgreSQL SSL", connect, options);
}
