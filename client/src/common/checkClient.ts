import { l10n, Range, type Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import type { ExplainAnswer, ExplainQuestion, explainRequest } from "../../../server/src/lsp/protocol.ts";
import { clusterQuestion, clustersFor, type WithCluster } from "./dialog/clusters.ts";
import { type Choice, pickOne, typeText } from "./dialog/inputs.ts";
import { pickFile } from "./dialog/pickFiles.ts";
import { addressProblem, nameProblem } from "./dialog/problems.ts";
import { promptAll, type Question } from "./dialog/promptAll.ts";

interface Answers extends WithCluster {
  readonly type: ExplainQuestion["type"];
  readonly address: string;
  readonly user: string;
  readonly database: string;
  readonly certificate: Uri | "none";
}

/** Not imported, so that activation need not load what this file shares with it. */
const request = "pgssl/explain" satisfies typeof explainRequest;

/**
 * Prompts for a client, and shows whether the server admits it and which record decides. `active` is the document in front of
 * the user, if it belongs to a cluster.
 */
export async function checkClient(client: BaseLanguageClient, active: Uri | undefined): Promise<void> {
  const clusters = await clustersFor(active);
  const [first] = clusters;
  if (!first) {
    await window.showInformationMessage(
      l10n.t("There is no pg_hba.conf in this workspace to check a client against."),
    );
    return;
  }
  const questions = [clusterQuestion<Answers>(clusters), ...clientQuestions];
  let answers: Partial<Answers> | undefined = { document: first };
  do {
    answers = await promptAll<Answers>(l10n.t("Check a Client"), questions, answers);
  } while (answers && (await showDecision(client, answers as Answers)));
}

const types: readonly Choice<ExplainQuestion["type"]>[] = [
  { label: "TLS", detail: l10n.t("Over TCP, encrypted, as with sslmode=require and stricter"), value: "ssl" },
  { label: l10n.t("Cleartext"), detail: l10n.t("Over TCP, as with sslmode=disable"), value: "plain" },
  { label: l10n.t("Unix socket"), detail: l10n.t("From the server's own machine"), value: "local" },
];

const clientQuestions: readonly Question<Answers>[] = [
  {
    async prompt({ type = "ssl" }, frame) {
      const picked = await pickOne(frame, l10n.t("How does the client connect?"), types, type);
      return picked && { type: picked };
    },
  },
  {
    when: ({ type }) => type !== "local",
    async prompt({ address: value = "127.0.0.1" }, frame) {
      const prompt = l10n.t("The client's address, as the server sees it");
      const address = await typeText(frame, { prompt, value, problem: addressProblem });
      return address === undefined ? undefined : { address };
    },
  },
  {
    async prompt({ user: value = "postgres" }, frame) {
      const user = await typeText(frame, { prompt: l10n.t("The role"), value, problem: nameProblem });
      return user === undefined ? undefined : { user };
    },
  },
  {
    async prompt({ database: value, user = "" }, frame) {
      const prompt = l10n.t("The database; the default of clients is the role's name");
      const database = await typeText(frame, { prompt, value: value ?? user, problem: nameProblem });
      return database === undefined ? undefined : { database };
    },
  },
  {
    when: ({ type }) => type === "ssl" && workspace.isTrusted,
    async prompt({ certificate: current }, frame) {
      const placeholder = l10n.t("The certificate that the client sends");
      const question = { placeholder, endings: ["crt", "cer", "pem"] };
      const certificate = await pickFile(
        frame,
        question,
        current === "none" ? undefined : current,
        l10n.t("None"),
      );
      return certificate && { certificate };
    },
  },
];

/** Shows the answer. Returns whether the user wants to check another client. */
async function showDecision(client: BaseLanguageClient, answers: Answers): Promise<boolean> {
  const { type, user, database, address, certificate, document } = answers;
  const toUri = (uri: Uri) => client.code2ProtocolConverter.asUri(uri);
  const answer = await client.sendRequest<ExplainAnswer | null>(request, {
    uri: toUri(document),
    type,
    user,
    database,
    ...(type !== "local" && { address }),
    ...(type === "ssl" && typeof certificate === "object" && { certificate: toUri(certificate) }),
  } satisfies ExplainQuestion);
  const { admitted, reason, record } = answer ?? {
    admitted: null,
    reason: l10n.t("The cluster has no pg_hba.conf."),
  };
  const decision =
    admitted === null ? l10n.t("It depends") : admitted ? l10n.t("Admitted") : l10n.t("Refused");
  const show = record && l10n.t("Show Line {0}", record.line + 1);
  const again = l10n.t("Check Another");
  const say = admitted ? window.showInformationMessage : window.showWarningMessage;
  const picked = await say(
    editorText(l10n.t("{decision}: {user} to {database}. {reason}", { decision, user, database, reason })),
    ...(show ? [show] : []),
    again,
  );
  if (record && picked === show) {
    const { line } = record;
    const uri = client.protocol2CodeConverter.asUri(record.uri);
    await window.showTextDocument(uri, { selection: new Range(line, 0, line, 0) });
  }
  return picked === again;
}
