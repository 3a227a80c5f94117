import { l10n, Range, type Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import type {
  ExplainAnswer,
  ExplainQuestion,
  ExplainStringAnswer,
  ExplainStringQuestion,
  explainRequest,
  explainStringRequest,
  servicesRequest,
} from "../../../server/src/lsp/protocol.ts";
import { withoutPassword } from "../../../server/src/lsp/withoutPassword.ts";
import { clusterQuestion, clustersFor, type WithCluster } from "./dialog/clusters.ts";
import { type Choice, pickOne, typeText } from "./dialog/inputs.ts";
import { pickFile } from "./dialog/pickFiles.ts";
import { addressProblem, nameProblem } from "./dialog/problems.ts";
import { promptAll, type Question } from "./dialog/promptAll.ts";

interface Answers extends WithCluster {
  readonly by: "columns" | "string" | "service";
  /** A connection string without its password. */
  readonly text: string;
  readonly type: ExplainQuestion["type"];
  readonly address: string;
  readonly user: string;
  readonly database: string;
  readonly certificate: Uri | "none";
}

/** Not imported, so that activation need not load what this file shares with it. */
const request = "pgssl/explain" satisfies typeof explainRequest;
const stringRequest = "pgssl/explainString" satisfies typeof explainStringRequest;
const namesRequest = "pgssl/services" satisfies typeof servicesRequest;

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
  const questions = [clusterQuestion<Answers>(clusters), ...stringQuestions(client), ...clientQuestions];
  let answers: Partial<Answers> | undefined = { document: first };
  do {
    const { text: _, ...kept }: Partial<Answers> = answers;
    answers = await promptAll<Answers>(l10n.t("Check a Client"), questions, kept);
  } while (answers && (await showDecision(client, answers as Answers)));
}

const types: readonly Choice<ExplainQuestion["type"]>[] = [
  { label: "TLS", detail: l10n.t("Over TCP, encrypted, as with sslmode=require and stricter"), value: "ssl" },
  { label: l10n.t("Cleartext"), detail: l10n.t("Over TCP, as with sslmode=disable"), value: "plain" },
  { label: l10n.t("Unix socket"), detail: l10n.t("From the server's own machine"), value: "local" },
];

/** How the client is described, and its string or service where it has one. */
function stringQuestions(client: BaseLanguageClient): readonly Question<Answers>[] {
  const ways: readonly Choice<Answers["by"]>[] = [
    { label: l10n.t("Type, Address, Role, Database"), value: "columns" },
    { label: l10n.t("Connection String"), value: "string" },
    { label: l10n.t("Service"), value: "service" },
  ];
  return [
    {
      async prompt({ by: current = "columns" }, frame) {
        const by = await pickOne(frame, l10n.t("What is known of the client?"), ways, current);
        return by && { by };
      },
    },
    {
      when: ({ by }) => by === "string",
      async prompt(_, frame) {
        const text = await typeText(frame, {
          prompt: l10n.t("A connection string or URI of libpq; its password is left out"),
          problem: (typed) => (typed === "" ? l10n.t("Enter a connection string.") : undefined),
        });
        return text === undefined ? undefined : { text: withoutPassword(text) };
      },
    },
    {
      when: ({ by }) => by === "service",
      async prompt({ document }, frame) {
        const uri = document && client.code2ProtocolConverter.asUri(document);
        const names = await client.sendRequest<readonly string[]>(namesRequest, { uri });
        const choices = names.map((name) => ({ label: name, value: `service=${name}` }));
        const placeholder =
          names.length > 0
            ? l10n.t("Which service?")
            : l10n.t(
                "No service that leads to this server is known; pgssl.serviceFile names a service file.",
              );
        const text = await pickOne(frame, placeholder, choices);
        return text === undefined ? undefined : { text };
      },
    },
  ];
}

const byColumns = ({ by }: Partial<Answers>) => by === "columns";

const clientQuestions: readonly Question<Answers>[] = [
  {
    when: byColumns,
    async prompt({ type = "ssl" }, frame) {
      const picked = await pickOne(frame, l10n.t("How does the client connect?"), types, type);
      return picked && { type: picked };
    },
  },
  {
    when: ({ by, type }) => by !== "columns" || type !== "local",
    async prompt({ address: value = "127.0.0.1" }, frame) {
      const prompt = l10n.t("The client's address, as the server sees it");
      const address = await typeText(frame, { prompt, value, problem: addressProblem });
      return address === undefined ? undefined : { address };
    },
  },
  {
    when: byColumns,
    async prompt({ user: value = "postgres" }, frame) {
      const user = await typeText(frame, { prompt: l10n.t("The role"), value, problem: nameProblem });
      return user === undefined ? undefined : { user };
    },
  },
  {
    when: byColumns,
    async prompt({ database: value, user = "" }, frame) {
      const prompt = l10n.t("The database; the default of clients is the role's name");
      const database = await typeText(frame, { prompt, value: value ?? user, problem: nameProblem });
      return database === undefined ? undefined : { database };
    },
  },
  {
    when: ({ by, type }) => by === "columns" && type === "ssl" && workspace.isTrusted,
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
  const { by, type, user, database, address, certificate, document } = answers;
  const toUri = (uri: Uri) => client.code2ProtocolConverter.asUri(uri);
  if (by !== "columns") return showBothEnds(client, toUri(document), answers);
  const answer = await client.sendRequest<ExplainAnswer | null>(request, {
    uri: toUri(document),
    type,
    user,
    database,
    ...(type !== "local" && { address }),
    ...(type === "ssl" && typeof certificate === "object" && { certificate: toUri(certificate) }),
  } satisfies ExplainQuestion);
  const { admitted, reason, record } = answer ?? noRecords();
  const decision = inWords(admitted);
  const text = l10n.t("{decision}: {user} to {database}. {reason}", { decision, user, database, reason });
  return say(client, text, admitted === true, record);
}

/** The same for a client with a connection string, which has an end of its own. */
async function showBothEnds(
  client: BaseLanguageClient,
  uri: string,
  { text, address }: Answers,
): Promise<boolean> {
  const question: ExplainStringQuestion = { uri, text, address };
  const answer = await client.sendRequest<ExplainStringAnswer | null>(stringRequest, question);
  if (!answer) return say(client, noRecords().reason, false);
  const { accepts, reason } = answer.client;
  const { server } = answer;
  const ownEnd =
    accepts === null
      ? l10n.t("The client may accept the server: {0}", reason)
      : accepts
        ? l10n.t("The client accepts the server: {0}", reason)
        : l10n.t("The client refuses: {0}", reason);
  const otherEnd = server && l10n.t("The server: {0}. {1}", inWords(server.admitted), server.reason);
  const isFine = accepts === true && server?.admitted === true;
  return say(client, [ownEnd, otherEnd].filter(Boolean).join(" "), isFine, server?.record);
}

function noRecords(): ExplainAnswer {
  return { admitted: null, reason: l10n.t("The cluster has no pg_hba.conf.") };
}

function inWords(admitted: boolean | null): string {
  return admitted === null ? l10n.t("It depends") : admitted ? l10n.t("Admitted") : l10n.t("Refused");
}

/** Shows a text, and the record that decides if the user wants to see it. Returns whether they want to check another client. */
async function say(
  client: BaseLanguageClient,
  text: string,
  isFine: boolean,
  record?: ExplainAnswer["record"],
): Promise<boolean> {
  const show = record && l10n.t("Show Line {0}", record.line + 1);
  const again = l10n.t("Check Another");
  const message = isFine ? window.showInformationMessage : window.showWarningMessage;
  const picked = await message(editorText(text), ...(show ? [show] : []), again);
  if (record && picked === show) {
    const { line } = record;
    const uri = client.protocol2CodeConverter.asUri(record.uri);
    await window.showTextDocument(uri, { selection: new Range(line, 0, line, 0) });
  }
  return picked === again;
}
