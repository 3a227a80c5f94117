import { dirname } from "node:path";
import { l10n, type SecretStorage, window } from "vscode";
import type { LiveAnswer } from "../../../../server/src/core/model/live.ts";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import { problemOf, type Run, runProgram } from "./runProgram.ts";

/** A connection string, and a file of the cluster. */
export interface LiveTarget {
  readonly conninfo: string;
  readonly path: string;
  /** The one that a run of the same command was given. */
  readonly password?: string;
}

/** What a running server has loaded, the folder from which its paths count, and the password that it took. */
export interface Live {
  readonly answer: LiveAnswer;
  readonly near: string;
  readonly password?: string;
}

/**
 * Runs `pgssl live`. Where the server wants a password that no file has, it is that of VS Code's secret storage, or is prompted for and
 * kept there if the user says so, until the server refuses it. `undefined` where the user leaves, or was shown why there is no answer.
 */
export async function runLive(
  program: string,
  secrets: SecretStorage,
  { conninfo, path, password: known }: LiveTarget,
  more: readonly string[] = [],
): Promise<Live | undefined> {
  const secret = `live:${conninfo}`;
  const attempt = (password?: string) => {
    const piped = password === undefined ? [] : ["--password-stdin"];
    const words = ["live", "--format", "json", "--cluster", path, ...more, ...piped, "--", conninfo];
    return runProgram(program, words, path, l10n.t("Looking at {0}", conninfo), password);
  };
  let password = known ?? (await secrets.get(secret));
  let run = await attempt(password);
  while (isForPassword(run)) {
    await secrets.delete(secret);
    password = await window.showInputBox({
      title: editorText(conninfo),
      prompt:
        password === undefined ? l10n.t("The password that the server wants") : editorText(problemOf(run)),
      password: true,
      ignoreFocusOut: true,
    });
    if (password === undefined) return undefined;
    run = await attempt(password);
    if (run.status !== 2 && run.status !== null && (await isToBeKept()))
      await secrets.store(secret, password);
  }
  if (run.status === null) return undefined;
  if (run.status === 2) {
    await window.showErrorMessage(editorText(problemOf(run)));
    return undefined;
  }
  return {
    answer: JSON.parse(run.output) as LiveAnswer,
    near: dirname(path),
    ...(password !== undefined && { password }),
  };
}

/** The server wants a password that nobody has, or refused the one that it got. */
function isForPassword({ status, errors }: Run): boolean {
  return status === 2 && /wants a password|password authentication failed/.test(errors);
}

async function isToBeKept(): Promise<boolean> {
  const keep = l10n.t("Store it in VS Code's secret storage");
  const picked = await window.showQuickPick([l10n.t("Forget the password"), keep], {
    placeHolder: l10n.t("The server accepted the password"),
    ignoreFocusOut: true,
  });
  return picked === keep;
}
