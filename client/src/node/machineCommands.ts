import { commands, type Disposable, type ExtensionContext, Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClusterNodeAnswer } from "../../../server/src/lsp/protocol.ts";
import type { SetupPath } from "../../../server/src/setup/request.ts";
import { activeClusterDocument } from "../common/commands.ts";
import type { RunningServers } from "../common/views/runningServers.ts";
import type { TreeNode } from "../common/views/treeNode.ts";
import { registerTasks } from "./registerTasks.ts";

/** Registers the tasks, and the commands of the palette that need the machine which holds the files: it runs programs, and keys are made on it. */
export function registerMachineCommands(
  client: PromiseLike<BaseLanguageClient>,
  running: RunningServers,
  {
    extensionUri,
    secrets,
    workspaceState: memory,
  }: Pick<ExtensionContext, "extensionUri" | "secrets" | "workspaceState">,
): Disposable[] {
  const setUp = async (path?: SetupPath, { place, file }: Partial<ClusterNodeAnswer> = {}) => {
    const active = place ? Uri.parse(place.uri) : activeClusterDocument();
    const known = { ...(path && { path }), ...(file && { certificate: Uri.parse(file.uri).fsPath }) };
    return (await import("../common/setup/setUp.ts")).setUp(await client, memory, active, known);
  };
  return [
    registerTasks(Uri.joinPath(extensionUri, "dist/cli.cjs").fsPath),
    ...(["compareWithServer", "connectToServer", "reloadServer"] as const).map((name) =>
      commands.registerCommand(`pgssl.${name}`, async (line?: TreeNode) => {
        const { runningCommands } = await import("./running/runningCommands.ts");
        const program = Uri.joinPath(extensionUri, "dist/cli.cjs").fsPath;
        return runningCommands[name](
          { client: await client, running, secrets, program },
          activeClusterDocument(),
          line?.server,
        );
      }),
    ),
    commands.registerCommand("pgssl.setUp", () => setUp()),
    commands.registerCommand("pgssl.createClientCertificates", () => setUp("client")),
    // Given by the button of a line of the tree.
    commands.registerCommand("pgssl.renewCertificate", (node?: ClusterNodeAnswer) => setUp("renew", node)),
    commands.registerCommand("pgssl.revokeCertificates", () => setUp("crl")),
  ];
}
