import { join } from "node:path";
import { type CodeServer, startCodeServer } from "../support/codeServer.ts";
import { projectRoot } from "../support/tools.ts";
import { demoSettings } from "./demoSettings.ts";

/** Opens the demo in a VS Code that runs in the browser, and prints its address. */
export async function openCodeServer(
  vsix: string,
  demo: string,
  port: number,
  print: (message: string) => void,
): Promise<CodeServer> {
  const server = await startCodeServer({
    stateFolder: join(projectRoot, ".demo/code-server"),
    settings: demoSettings,
    vsix,
    port,
    trustEverything: true,
    progress: print,
  });
  print(`\nVS Code is open at\n\n  ${server.urlOf(demo)}\n\nCtrl-C ends it.`);
  return server;
}
