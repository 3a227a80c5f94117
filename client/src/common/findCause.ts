import { l10n, Range, type Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import type { CauseAnswer, CausesQuestion, causesRequest } from "../../../server/src/lsp/protocol.ts";
import { clusterQuestion, clustersFor, type WithCluster } from "./dialog/clusters.ts";
import { listed, typeText } from "./dialog/inputs.ts";
import { promptAll, type Question } from "./dialog/promptAll.ts";

interface Answers extends WithCluster {
  readonly text: string;
}

/** Not imported, so that activation need not load what this file shares with it. */
const request = "pgssl/causes" satisfies typeof causesRequest;

/** Characters of a selection that are proposed as a message. */
const maxSelection = 20_000;

const another = l10n.t("Another Message");

/**
 * Prompts for a message of a server, a client or OpenSSL, and shows what it means and what in a cluster is behind it. `active` is the
 * document in front of the user, if it belongs to a cluster. What is selected in an editor is proposed.
 */
export async function findCause(client: BaseLanguageClient, active: Uri | undefined): Promise<void> {
  const clusters = await clustersFor(active);
  const [document] = clusters;
  const questions = [...(document ? [clusterQuestion<Answers>(clusters)] : []), textQuestion];
  let answers: Partial<Answers> | undefined = { text: selectedText(), ...(document && { document }) };
  do {
    answers = await promptAll<Answers>(l10n.t("Find the Cause of a Message"), questions, answers);
  } while (answers && (await showCause(client, answers)));
}

const textQuestion: Question<Answers> = {
  async prompt({ text: value = "" }, frame) {
    const prompt = l10n.t(
      "A message from the log of the server, of a client (libpq, JDBC, Npgsql, Node) or of OpenSSL",
    );
    const placeholder = 'FATAL: no pg_hba.conf entry for host "10.0.0.1", …';
    const problem = (text: string) => (text === "" ? l10n.t("Paste a message.") : undefined);
    const text = await typeText(frame, { prompt, placeholder, value, problem });
    return text === undefined ? undefined : { text };
  },
};

function selectedText(): string {
  const editor = window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection).slice(0, maxSelection).trim() : "";
}

/** Shows the answer. Returns whether the user wants to look for another one. */
async function showCause(
  client: BaseLanguageClient,
  { text = "", document }: Partial<Answers>,
): Promise<boolean> {
  const causes = await client.sendRequest<readonly CauseAnswer[]>(request, {
    text,
    ...(document && { uri: client.code2ProtocolConverter.asUri(document) }),
  } satisfies CausesQuestion);
  if (causes.length === 0) {
    const picked = await window.showInformationMessage(
      l10n.t("This message is not known. The server's own log often has the reason in the lines before it."),
      another,
    );
    return picked === another;
  }
  const cause = causes.length === 1 ? causes[0] : await pickCause(causes);
  if (!cause) return false;
  const places = cause.places.map((place) => {
    const name = workspace.asRelativePath(client.protocol2CodeConverter.asUri(place.uri));
    return {
      ...place,
      title: l10n.t("Show {0}", `${name.slice(name.lastIndexOf("/") + 1)}:${place.line + 1}`),
    };
  });
  const titles = [...new Set(places.map(({ title }) => editorText(title)))].slice(0, 3);
  const picked = await window.showInformationMessage(editorText(cause.text), ...titles, another);
  const place = places.find(({ title }) => editorText(title) === picked);
  if (place) {
    const { line } = place;
    await window.showTextDocument(client.protocol2CodeConverter.asUri(place.uri), {
      selection: new Range(line, 0, line, 0),
    });
  }
  return picked === another;
}

async function pickCause(causes: readonly CauseAnswer[]): Promise<CauseAnswer | undefined> {
  const items = causes.map((cause) => listed({ label: cause.message, detail: cause.text, cause }));
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t("Which message?"),
    matchOnDetail: true,
  });
  return picked?.cause;
}
