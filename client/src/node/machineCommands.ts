import { commands, type Disposable, type ExtensionContext, Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { SetupPath } from "../../../server/src/setup/request.ts";
import { activeClusterDocument } from "../common/commands.ts";

/** Registers the commands of the palette that need the machine which holds the files: it runs programs, and keys are made on it. */
export function registerMachineCommands(
  client: PromiseLike<BaseLanguageClient>,
  { extensionUri, workspaceState: memory }: Pick<ExtensionContext, "extensionUri" | "workspaceState">,
): Disposable[] {
  const setUp = async (path?: SetupPath) =>
    (await import("../common/setup/setUp.ts")).setUp(await client, memory, activeClusterDocument(), path);
  return [
    ...(["compareWithServer", "connectToServer"] as const).map((name) =>
      commands.registerCommand(`pgssl.${name}`, async () =>
        (await import("../common/runningServer.ts")).aboutRunningServer(
          name,
          activeClusterDocument(),
          Uri.joinPath(extensionUri, "dist/cli.cjs").fsPath,
        ),
      ),
    ),
    commands.registerCommand("pgssl.setUp", () => setUp()),
    commands.registerCommand("pgssl.createClientCertificates", () => setUp("client")),
    commands.registerCommand("pgssl.renewCertificate", () => setUp("renew")),
    commands.registerCommand("pgssl.revokeCertificates", () => setUp("crl")),
  ];
}
