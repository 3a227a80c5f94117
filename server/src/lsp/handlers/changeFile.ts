import { activationAfterChange, pathOf } from "../../core/index.ts";
import type { FileAction } from "../../core/model/fileAction.ts";
import { editorText } from "../editorText.ts";
import { guard } from "../guard.ts";
import { MessageType, ShowMessageNotification, ShowMessageRequest } from "../library.ts";
import {
  type Change,
  type ChangeFileArguments,
  type Confirmation,
  changedRequest,
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
      const done = await change(server, wanted);
      // The command has ended when its change is made, not when its notification is closed.
      if (done.type === MessageType.Info && done.change) void announce(server, done, recheck);
      else await show(server, done.type, done.message);
      await recheck();
    }),
  );
}

/** What came of a command. */
interface Result {
  readonly type: MessageType;
  readonly message: string;
  readonly change?: Pick<Change, "due"> & { readonly undo?: () => Promise<void> };
}

/** Not `connection.window`: its messages are requests, which a client may refuse. */
function show({ connection }: ServerContext, type: MessageType, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type, message: editorText(message) });
}

/** Shows what was changed and what is due now, and takes it back if the user wants. */
async function announce(
  server: ServerContext,
  { type, message, change: { due, undo } = {} }: Result,
  recheck: () => Promise<void>,
): Promise<void> {
  if (!server.given.confirms) {
    const next = due ? ` A ${due.kind} is due: ${due.commands[0]}` : "";
    return show(server, type, `${message}${next}`);
  }
  const { kind, commands = [] } = due ?? {};
  const shown: Change = { message, canUndo: undo !== undefined, ...(kind && { due: { kind, commands } }) };
  const goesBack = await server.connection.sendRequest<boolean>(changedRequest, shown).catch(() => false);
  if (goesBack !== true || !undo) return;
  await undo().then(
    () => show(server, MessageType.Info, "Undone."),
    (error: Error) => show(server, MessageType.Error, `It could not be undone: ${error.message}`),
  );
  await recheck();
}

/** Makes a change only in a trusted workspace, and only where a fix offers just that before and after the question. */
async function change(server: ServerContext, wanted: ChangeFileArguments): Promise<Result> {
  const { given, machine, service } = server;
  if (!given.trusted || !machine) {
    return { type: MessageType.Warning, message: "Nothing was changed: the workspace is not trusted." };
  }
  const outdated: Result = {
    type: MessageType.Info,
    message: "Nothing was changed: the file is no longer as it was.",
  };
  const action = await offered(server, wanted);
  if (!action) return outdated;
  const seen = await machine.look(action).catch(() => undefined);
  const [file] = seen ?? [];
  if (!seen || !file) return outdated;
  if (!(await isAgreed(server, wanted.title, action, file.path))) {
    return { type: MessageType.Info, message: `Nothing was changed. By hand: ${action.command}` };
  }
  const still = await offered(server, wanted);
  if (JSON.stringify(still) !== JSON.stringify(action)) return outdated;
  const cluster = (await service.snapshot(wanted.document))?.cluster;
  const due = cluster && activationAfterChange(cluster, action.uri);
  const done = `Done: ${file.path}: ${action.changes.join("; ")}.`;
  try {
    const { kept, undo } = await machine.act(action, seen);
    const message = kept === undefined ? done : `${done} The old file is ${kept}.`;
    return { type: MessageType.Info, message, change: { ...(due && { due }), ...(undo && { undo }) } };
  } catch (error) {
    if ((error as Error).name === "NotSynchronizedError")
      return { type: MessageType.Warning, message: `${done} But ${(error as Error).message}.` };
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    const message = `It could not be done from here (${reason}). Run: ${action.command}`;
    return { type: MessageType.Error, message };
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
