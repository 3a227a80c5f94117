import {
  l10n,
  ProcessExecution,
  Task,
  TaskRevealKind,
  TaskScope,
  tasks,
  type Uri,
  window,
  workspace,
} from "vscode";
import { clusterQuestion, clustersFor, type WithCluster } from "./dialog/clusters.ts";
import { typeText } from "./dialog/inputs.ts";
import { promptAll, type Question } from "./dialog/promptAll.ts";

interface Answers extends WithCluster {
  /** The host, or the connection string. */
  readonly target: string;
}

/** What `pgssl probe` or `pgssl live` is run for. */
export type RunningCommand = "compareWithServer" | "connectToServer";

const dialogs = {
  compareWithServer: {
    title: l10n.t("Compare with the Running Server"),
    prompt: l10n.t("The server, which gets a TLS handshake and no login"),
    placeholder: "db.example.com:5432",
    isValid: (text: string) => /^[^\s/-][^\s/]*$/.test(text),
    problem: l10n.t("Enter HOST or HOST:PORT."),
    argumentsFor: (path: string, target: string) => ["probe", "--cluster", path, "--", target],
  },
  connectToServer: {
    title: l10n.t("Connect to the Running Server"),
    prompt: l10n.t("A connection string or URI of libpq, without a password: the terminal prompts for it"),
    placeholder: "service=production, or host=db.example.com user=postgres",
    isValid: (text: string) => /^[^-]/.test(text) && !/password\s*=|:\/\/[^/@]*:[^/@]*@/i.test(text),
    problem: l10n.t("Enter a connection string without a password."),
    argumentsFor: (path: string, target: string) => ["live", "--cluster", path, "--", target],
  },
};

/**
 * Prompts for a server, and runs the command line about it and a cluster in a terminal, where a password that the server wants is typed:
 * it passes neither the extension nor the language server. Never in a workspace that is not trusted.
 */
export async function aboutRunningServer(
  command: RunningCommand,
  active: Uri | undefined,
  program: string,
): Promise<void> {
  if (!workspace.isTrusted) {
    await window.showInformationMessage(l10n.t("Connections are only opened in a trusted workspace."));
    return;
  }
  const { title, prompt, placeholder, isValid, problem, argumentsFor } = dialogs[command];
  const clusters = (await clustersFor(active)).filter(({ scheme }) => scheme === "file");
  const [document] = clusters;
  if (!document) {
    await window.showInformationMessage(
      l10n.t("There is no postgresql.conf or pg_hba.conf in this workspace."),
    );
    return;
  }
  const target: Question<Answers> = {
    async prompt({ target: value = "" }, frame) {
      const text = await typeText(frame, {
        prompt,
        placeholder,
        value,
        problem: (text) => (isValid(text) ? undefined : problem),
      });
      return text === undefined ? undefined : { target: text };
    },
  };
  const answers = await promptAll<Answers>(title, [clusterQuestion<Answers>(clusters), target], { document });
  if (answers?.target === undefined) return;
  const words = argumentsFor((answers.document ?? document).fsPath, answers.target);
  const task = new Task(
    { type: "process" },
    TaskScope.Workspace,
    title,
    "pgssl",
    new ProcessExecution(process.execPath, [program, ...words], { env: { ELECTRON_RUN_AS_NODE: "1" } }),
  );
  task.presentationOptions = { reveal: TaskRevealKind.Always, focus: true, clear: true };
  await tasks.executeTask(task);
}
