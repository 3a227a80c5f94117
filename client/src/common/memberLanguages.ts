import { type Disposable, languages, type TextDocument, Uri, workspace } from "vscode";
import type { ClusterAnswer } from "../../../server/src/lsp/protocol.ts";
import { isOurs } from "./languages.ts";

/** The languages that VS Code gives files it knows only by their ending. */
const vague = new Set(["plaintext", "properties", "ini"]);

/**
 * Gives files their language whose name does not show it, once the server has seen that a cluster includes them:
 * `include 'tuning.conf'` makes a postgresql.conf of it. A language that the user chose stays.
 */
export class MemberLanguages implements Disposable {
  readonly #known = new Map<string, string>();
  readonly #opened = workspace.onDidOpenTextDocument((document) => this.#apply(document));

  /** Remembers the members of a cluster and looks at the open documents. */
  learn(members: ClusterAnswer["members"]): void {
    for (const { uri, language } of members) this.#known.set(Uri.parse(uri).toString(), language);
    for (const document of workspace.textDocuments) this.#apply(document);
  }

  dispose(): void {
    this.#opened.dispose();
  }

  #apply(document: TextDocument): void {
    const language = this.#known.get(document.uri.toString());
    if (!language || isOurs(document) || !vague.has(document.languageId)) return;
    void languages.setTextDocumentLanguage(document, language);
  }
}
