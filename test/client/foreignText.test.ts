import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { hostileNames, isClean } from "../support/hostile.ts";
import { projectRoot } from "../support/tools.ts";

const shown: string[] = [];
const show = async (...words: unknown[]) => {
  for (const word of words)
    if (typeof word === "string") shown.push(word);
    else if (typeof word === "object" && word && "detail" in word)
      shown.push(...String(word.detail).split("\n"));
};

/** The document in the active editor. */
const active = { uri: { scheme: "file", fsPath: "", toString: () => "" }, languageId: "pg-hba" };

vi.mock("vscode", async () => ({
  l10n: (await import("../support/vscode.ts")).l10n,
  window: {
    showInformationMessage: (...words: unknown[]) => show(...words),
    showWarningMessage: (...words: unknown[]) => show(...words),
    showErrorMessage: (...words: unknown[]) => show(...words),
    createQuickPick: () => input(),
    createInputBox: () => input(),
    showQuickPick: async (items: readonly Record<string, string>[]) => {
      for (const { label, description, detail } of items)
        shown.push(...[label, description, detail].filter((word) => word !== undefined));
    },
    get activeTextEditor() {
      return { document: active };
    },
    onDidChangeActiveTextEditor: () => ({ dispose: () => {} }),
  },
  languages: { createLanguageStatusItem: () => statusItem() },
  commands: { registerCommand: (_: string, run: (text: string) => unknown) => ({ run }) },
  Range: class {},
  env: { clipboard: { writeText: async () => undefined } },
  workspace: {
    asRelativePath: (path: string) => path,
    onDidOpenTextDocument: () => ({ dispose: () => {} }),
    textDocuments: [],
  },
  QuickInputButtons: { Back: {} },
  QuickPickItemKind: { Separator: -1 },
  TreeItem: class {
    constructor(readonly label: string) {}
  },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  ThemeIcon: class {},
  ThemeColor: class {},
}));

/** An input that records everything that it would show once it is shown, and that the user leaves at once. */
function input() {
  let hide = () => {};
  const made: Record<string, unknown> = {
    onDidHide: (listener: () => void) => (hide = listener),
    onDidAccept: () => {},
    onDidTriggerButton: () => {},
    onDidChangeValue: () => {},
    dispose: () => {},
    show: () => {
      for (const name of ["prompt", "placeholder", "validationMessage"])
        if (typeof made[name] === "string") shown.push(made[name] as string);
      for (const { label, description, detail } of (made.items ?? []) as Record<string, string>[])
        shown.push(...[label, description, detail].filter((word) => word !== undefined));
      hide();
    },
  };
  return made;
}

/** An item of the status bar that records what is put into it. */
function statusItem() {
  return {
    set text(words: string) {
      shown.push(words);
    },
    set detail(words: string) {
      shown.push(words);
    },
  };
}

/** Each place outside of documents where the client shows foreign text. */
const sinks: Readonly<Record<string, (text: string) => Promise<unknown>>> = {
  async confirmation(text) {
    const { answerConfirmations } = await import("../../client/src/common/confirm.ts");
    let answer: ((question: object) => Promise<unknown>) | undefined;
    answerConfirmations({ onRequest: (_: unknown, handler: typeof answer) => (answer = handler) } as never);
    await answer?.({ title: text, changes: [text], agree: "Change It" });
  },
  async list(text) {
    const { pickOne } = await import("../../client/src/common/dialog/inputs.ts");
    const frame = { title: "", step: 1, totalSteps: 1, problem: text };
    const choices = [{ label: `$(key) ${text}`, description: text, detail: text, value: 1 }];
    await expect(pickOne(frame, text, choices)).rejects.toThrow();
  },
  async "input box"(text) {
    const { typeText } = await import("../../client/src/common/dialog/inputs.ts");
    const frame = { title: "", step: 1, totalSteps: 1, problem: text };
    await expect(typeText(frame, { prompt: text, placeholder: text })).rejects.toThrow();
  },
  async "copied command"(text) {
    const { registerCommands } = await import("../../client/src/common/commands.ts");
    const registered = registerCommands({} as never, {} as never, {} as never) as unknown as {
      run: (text: string) => Promise<unknown>;
    }[];
    await registered[4]?.run(text);
  },
  async status(text) {
    const { showClusterStatus } = await import("../../client/src/common/statusItems.ts");
    active.uri.fsPath = text;
    const answer = { serverVersionReason: text, dataDirectory: text, dataDirectoryReason: text, members: [] };
    const client = { code2ProtocolConverter: { asUri: String }, sendRequest: async () => answer };
    const logged = new Promise<string>((resolve) =>
      showClusterStatus(client as never, () => ({ dispose: () => {} }), resolve),
    );
    shown.push(await logged);
  },
  async "list of connection changes"(text) {
    const { showConnectionChanges } = await import("../../client/src/common/showConnectionChanges.ts");
    const changes = [{ effect: "weaker", summary: text, reason: text }];
    const client = { code2ProtocolConverter: { asUri: String }, sendRequest: async () => changes };
    await showConnectionChanges(client as never, {} as never);
  },
  async "tree of running servers"(text) {
    const { toTreeItem } = await import("../../client/src/common/views/toTreeItem.ts");
    const { liveLine, servedLine } = await import("../../client/src/node/running/runningLines.ts");
    const finding = {
      rule: "served-certificate-other",
      severity: "warning" as const,
      message: text,
      detail: text,
    };
    const certificate = { subject: text, issuer: text, serialNumber: "1", names: [text] };
    const dates = { notBefore: null, notAfter: null, daysLeft: 1, fingerprint: "", pem: "" };
    const tls = { protocol: text, cipher: text, group: text, alpn: text, ocspStaple: false };
    const clients = { requestsCertificate: true, authorities: [text], clients: [] };
    const chain = [{ ...certificate, ...dates }];
    const served = { host: text, port: 1, ...tls, ...clients, chain, findings: [finding] };
    const answer = {
      version: text,
      loadedAt: null,
      tls: true,
      sessions: 1,
      settings: [],
      findings: [finding],
    };
    const server = { cluster: "", document: "", at: { conninfo: text } };
    const lines = [servedLine(served, server, new Date()), liveLine(answer, server, text, "/")];
    for (const line of lines.flatMap((line) => [line, ...(line.children ?? [])])) {
      const { label, description, tooltip } = toTreeItem(line);
      shown.push(String(label), String(description), ...String(tooltip).split("\n"));
    }
  },
  async tree(text) {
    const { toTreeItem } = await import("../../client/src/common/views/toTreeItem.ts");
    const node = { id: "1", kind: "document", label: text, detail: text, more: text };
    const { label, description, tooltip, accessibilityInformation } = toTreeItem(node as never);
    shown.push(String(label), String(description), ...String(tooltip).split("\n"));
    shown.push(String(accessibilityInformation?.label));
  },
};

test.each(Object.keys(sinks))("a %s shows hostile names as plain text", async (name) => {
  for (const text of hostileNames) {
    shown.length = 0;
    await sinks[name]?.(text);
    expect(shown.length).toBeGreaterThan(0);
    for (const words of shown) {
      expect(isClean(words), words).toBe(true);
      expect(words).not.toContain("](");
      expect(words.replace("$(key) ", "")).not.toContain("$(");
    }
  }
});

test("a page shows hostile names as plain text", async () => {
  const { html } = await import("../../server/src/core/model/html.ts");
  for (const text of hostileNames) {
    const page = html`<p title="${text}">${text}</p>`.text;
    expect(isClean(page), page).toBe(true);
    expect(page.match(/[<>]/g)).toHaveLength(4);
  }
});

test("every notification of the client is our own words or passes through editorText", () => {
  const folder = `${projectRoot}/client/src`;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  for (const file of files) {
    const text = readFileSync(`${folder}/${file}`, "utf8");
    for (const [, first = ""] of text.matchAll(/show(?:Information|Warning|Error)Message\(\s*([^\n,]+)/g))
      expect(first, file).toMatch(/^(?:editorText\(|l10n\.t\("[^"]*(?:"\)|$)|words\))/);
  }
});
