import { l10n, type Uri, window, workspace } from "vscode";
import { clusterQuestion, clustersFor, type WithCluster } from "../../common/dialog/clusters.ts";
import { typeText } from "../../common/dialog/inputs.ts";
import { promptAll, type Question } from "../../common/dialog/promptAll.ts";

interface Answers extends WithCluster {
  readonly target: string;
}

/** How a server is named. */
export interface ServerPrompt {
  readonly prompt: string;
  readonly placeholder: string;
  isValid(text: string): boolean;
  readonly problem: string;
}

/** `pgssl probe` takes it. */
export const hostPrompt: ServerPrompt = {
  prompt: l10n.t("The server, which gets a TLS handshake and no login"),
  placeholder: "db.example.com:5432",
  isValid: (text) => /^[^\s/-][^\s/]*$/.test(text),
  problem: l10n.t("Enter HOST or HOST:PORT."),
};

/** `pgssl live` takes it. */
export const conninfoPrompt: ServerPrompt = {
  prompt: l10n.t("A connection string or URI of libpq, without a password"),
  placeholder: "service=production, or host=db.example.com user=postgres",
  isValid: (text) => /^[^-]/.test(text) && !/password\s*=|:\/\/[^/@]*:[^/@]*@/i.test(text),
  problem: l10n.t("Enter a connection string without a password."),
};

/** Prompts for a cluster, unless it is clear which, and its server. Nothing in a workspace that is not trusted. */
export async function chooseServer(
  title: string,
  { prompt, placeholder, isValid, problem }: ServerPrompt,
  active: Uri | undefined,
  proposed = "",
): Promise<Answers | undefined> {
  if (!workspace.isTrusted) {
    await window.showInformationMessage(l10n.t("Connections are only opened in a trusted workspace."));
    return undefined;
  }
  const clusters = (await clustersFor(active)).filter(({ scheme }) => scheme === "file");
  const [document] = clusters;
  if (!document) {
    await window.showInformationMessage(
      l10n.t("There is no postgresql.conf or pg_hba.conf in this workspace."),
    );
    return undefined;
  }
  const target: Question<Answers> = {
    async prompt({ target: value = proposed }, frame) {
      const text = await typeText(frame, {
        prompt,
        placeholder,
        value,
        problem: (text) => (isValid(text) ? undefined : problem),
      });
      return text === undefined ? undefined : { target: text };
    },
  };
  return promptAll<Answers>(title, [clusterQuestion<Answers>(clusters), target], { document });
}
