import { type Disposable, type Event, env, l10n, languages, RelativePattern, Uri, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { editorText } from "../../../server/src/lsp/editorText.ts";
import { type ClusterAnswer, clusterRequest } from "../../../server/src/lsp/protocol.ts";
import { documentSelector, isHost, isOurs } from "./languages.ts";
import { MemberLanguages } from "./memberLanguages.ts";
import { placeInWords } from "./placeInWords.ts";

/**
 * Shows the version and the data directory of the active document behind the braces of the status bar, why each was
 * chosen, and a way to choose another, and logs it; and on which machine the files are looked at.
 */
export function showClusterStatus(
  client: BaseLanguageClient,
  changed: Event<unknown>,
  log: (text: string) => void,
): Disposable[] {
  const selector = documentSelector();
  const version = languages.createLanguageStatusItem("pgssl.serverVersion", selector);
  version.name = l10n.t("PostgreSQL version");
  version.command = { title: l10n.t("Choose"), command: "pgssl.chooseServerVersion" };
  const directory = languages.createLanguageStatusItem("pgssl.dataDirectory", selector);
  directory.name = l10n.t("PostgreSQL data directory");
  directory.command = { title: l10n.t("Choose"), command: "pgssl.chooseDataDirectory" };
  const place = languages.createLanguageStatusItem("pgssl.place", selector);
  place.name = l10n.t("PostgreSQL SSL: where files are read");

  const members = new MemberLanguages();
  let logged = "";

  async function update(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document || !(isOurs(document) || isHost(document))) return;
    // Most documents of YAML hold nothing of ours.
    const { scheme, path } = document.uri;
    const own = isOurs(document)
      ? []
      : [
          {
            scheme,
            pattern: new RelativePattern(
              Uri.joinPath(document.uri, ".."),
              path.slice(path.lastIndexOf("/") + 1),
            ),
          },
        ];
    version.selector = [...selector, ...own];
    version.busy = directory.busy = true;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const answer = await client
      .sendRequest<ClusterAnswer | null>(clusterRequest, { uri })
      .catch(() => null) // the server went away; its own message says so
      .finally(() => {
        version.busy = directory.busy = false;
      });
    members.learn(answer?.members ?? []);
    if (window.activeTextEditor?.document !== document) return;
    version.text =
      answer && !answer.isVersionUnknown
        ? `PostgreSQL ${answer.serverVersion}`
        : l10n.t("PostgreSQL version unknown");
    const template = answer?.isTemplate
      ? `${l10n.t("template: only records that are written out are checked")}; `
      : "";
    version.detail = editorText(template + (answer?.serverVersionReason ?? ""));
    directory.text = editorText(answer?.dataDirectory ?? l10n.t("No data directory"));
    directory.detail = editorText(answer?.dataDirectoryReason ?? "");
    const words = [version, directory].map((item) => `${item.text}${item.detail && ` (${item.detail})`}`);
    const line = `${editorText(document.uri.fsPath)}: ${words.join("; ")}`;
    if (line !== logged) log(line);
    logged = line;
    const { text, detail } = placeInWords(document.uri.scheme, env.remoteName, answer ?? undefined);
    place.text = text;
    place.detail = detail;
  }

  void update();
  return [
    version,
    directory,
    place,
    members,
    window.onDidChangeActiveTextEditor(() => void update()),
    changed(() => void update()),
  ];
}
