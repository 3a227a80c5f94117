import { MessageType, ShowMessageNotification, ShowMessageRequest } from "vscode-languageserver";
import { pathOf } from "../../core/index.ts";
import type { FileAction } from "../../core/model/fileAction.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import {
  type ChangeFileArguments,
  type Confirmation,
  changeFileCommand,
  confirmRequest,
} from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Makes the changes on disk that fixes offer, once the user has seen what they are and agrees. */
export function registerChangeFile(server: ServerContext, recheck: () => Promise<void>): void {
  server.connection.onExecuteCommand(({ command, arguments: given }, token) =>
    guard(server.connection, command, undefined, token, async () => {
      if (command !== changeFileCommand) return;
      const [wanted] = (given ?? []) as [ChangeFileArguments?];
      if (!wanted) return;
      const [type, message] = await change(server, wanted);
      // Not `connection.window`: its messages are requests, which a client may refuse.
      await server.connection.sendNotification(ShowMessageNotification.type, {
        type,
        message: editorText(message),
      });
      await recheck();
    }),
  );
}

/** Makes a change only in a trusted workspace, and only where a fix offers just that before and after the question. */
async function change(
  server: ServerContext,
  wanted: ChangeFileArguments,
): Promise<[type: MessageType, message: string]> {
  const { given, machine } = server;
  if (!given.trusted || !machine) {
    return [MessageType.Warning, "Nothing was changed: the workspace is not trusted."];
  }
  const outdated = "Nothing was changed: the file is no longer as it was.";
  const action = await offered(server, wanted);
  if (!action) return [MessageType.Info, outdated];
  const seen = await machine.look(action).catch(() => undefined);
  const [file] = seen ?? [];
  if (!seen || !file) return [MessageType.Info, outdated];
  if (!(await isAgreed(server, wanted.title, action, file.path))) {
    return [MessageType.Info, `Nothing was changed. By hand: ${action.command}`];
  }
  const still = await offered(server, wanted);
  if (JSON.stringify(still) !== JSON.stringify(action)) return [MessageType.Info, outdated];
  const done = `Done: ${file.path}: ${action.changes.join("; ")}.`;
  try {
    const kept = await machine.act(action, seen);
    return [MessageType.Info, kept === undefined ? done : `${done} The old file is ${kept}.`];
  } catch (error) {
    if ((error as Error).name === "NotSynchronizedError")
      return [MessageType.Warning, `${done} But ${(error as Error).message}.`];
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    return [MessageType.Error, `It could not be done from here (${reason}). Run: ${action.command}`];
  }
}

/** The change that a fix offers now, with all files looked at again. */
async function offered(
  { service }: ServerContext,
  { document, line, rule, title }: ChangeFileArguments,
): Promise<FileAction | undefined> {
  await service.refresh();
  const fixes = await service.fixes(document, line, line);
  return fixes.find((fix) => fix.diagnostic.rule === rule && fix.title === title && !fix.byHand)?.action;
}

/** Shows what would change and requests the user's consent. Without an answer there is none. */
async function isAgreed(
  { connection, given }: ServerContext,
  title: string,
  action: FileAction,
  realPath: string,
): Promise<boolean> {
  const path = pathOf(action.uri);
  const keeps = action.kind === "rewrite-file" && action.losesContent;
  const changes = [
    path === realPath ? path : `${path} leads to ${realPath}, which is changed`,
    ...action.changes,
    ...(keeps ? ["The old file is kept beside it, as .bak."] : []),
  ];
  const agree = "Change It";
  try {
    if (given.confirms) {
      const question: Confirmation = { title: `${title}?`, changes, agree };
      return (await connection.sendRequest<boolean>(confirmRequest, question)) === true;
    }
    const answer = await connection.sendRequest(ShowMessageRequest.type, {
      type: MessageType.Info,
      message: editorText(`${title}? ${changes.join("; ")}`),
      actions: [{ title: agree }, { title: "Cancel" }],
    });
    return answer?.title === agree;
  } catch {
    return false;
  }
}
