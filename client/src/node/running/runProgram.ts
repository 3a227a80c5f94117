import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { l10n, ProgressLocation, window } from "vscode";
import { editorText } from "../../../../server/src/lsp/editorText.ts";

/** How `pgssl` ended. */
export interface Run {
  /** `null`: the user stopped it. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Characters that are kept of what it prints. */
const maxOutput = 64 * 1024 * 1024;

/**
 * Runs `pgssl` with the Node that VS Code brings, while a notification shows that, from which it can be stopped. `input` goes through a
 * pipe: neither the list of processes nor an environment has it.
 */
export async function runProgram(
  program: string,
  words: readonly string[],
  near: string,
  title: string,
  input = "",
): Promise<Run> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: editorText(title), cancellable: true },
    async (_, stop) => {
      const child = spawn(process.execPath, [program, ...words], {
        cwd: dirname(near),
        env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
      });
      stop.onCancellationRequested(() => child.kill());
      const run = { output: "", errors: "" };
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (run.output.length < maxOutput) run.output += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        if (run.errors.length < maxOutput) run.errors += text;
      });
      child.stdin.on("error", () => undefined); // it may end before it reads
      child.stdin.end(input);
      const status = await new Promise<number | null>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", resolve);
      });
      return { status, ...run };
    },
  );
}

/** What it says went wrong, without its name. */
export function problemOf({ errors }: Run): string {
  return errors.replace(/^pgssl: /gm, "").trim() || l10n.t("pgssl ended without an answer.");
}
