import { env, type QuickInputButton, type QuickPickItem, ThemeIcon, window, workspace } from "vscode";
import { markdownText } from "../../../../server/src/core/model/markdownText.ts";
import { withoutControls } from "../../../../server/src/core/model/withoutControls.ts";
import type { SetupPlan } from "../../../../server/src/setup/plan.ts";
import { listed, separator } from "../dialog/inputs.ts";
import { section } from "../dialog/rows.ts";
import { isStatement, putIntoTerminal } from "../terminal.ts";

const copy: QuickInputButton = { iconPath: new ThemeIcon("copy"), tooltip: "Copy" };
const terminal: QuickInputButton = { iconPath: new ThemeIcon("terminal"), tooltip: "Put into a terminal" };

/** An entry whose text can be copied. */
interface Entry extends QuickPickItem {
  readonly text?: string;
  /** Shows everything as a document. */
  readonly isAll?: true;
}

/**
 * Shows what remains to be done: how the server gets the new files, and what clients need. `isConfigured`: the configuration is as
 * the plan proposed it.
 */
export function showResult(title: string, plan: SetupPlan, isConfigured: boolean): void {
  const input = window.createQuickPick<Entry>();
  input.title = `${title}: ${isConfigured ? "Done" : "The Files Were Created"}`;
  input.placeholder = "Pick an entry to copy it";
  input.ignoreFocusOut = true;
  input.matchOnDetail = true;
  input.items = [...(isConfigured ? [] : [notConfigured]), ...entries(plan)].map(listed);
  input.activeItems = input.items.filter(({ text, isAll }) => text !== undefined || isAll).slice(0, 1);
  const copyText = async (text: string) => {
    await env.clipboard.writeText(text);
    input.placeholder = "Copied";
  };
  input.onDidAccept(async () => {
    const [picked] = input.selectedItems;
    if (picked?.text !== undefined) await copyText(picked.text);
    if (!picked?.isAll) return;
    input.hide();
    await showDocument(plan);
  });
  input.onDidTriggerItemButton(async ({ button, item }) => {
    if (item.text === undefined) return;
    if (button === copy) return copyText(item.text);
    putIntoTerminal(item.text);
    input.hide();
  });
  input.onDidHide(() => input.dispose());
  input.show();
}

const notConfigured: Entry = {
  label: "$(warning) The configuration is not yet as proposed",
  detail: "Run the set-up once more to see what is left",
};

function entries({ activation, steps, clients }: SetupPlan): Entry[] {
  const isServer = activation.kind !== "none";
  return [
    ...section(`the server: ${activation.kind}`, isServer ? [{ icon: "info", text: activation.reason }] : []),
    ...activation.commands.map((text) => ({
      label: `$(debug-restart) ${text}`,
      text,
      buttons: isStatement(text) ? [copy] : [copy, terminal],
    })),
    ...section(
      "next steps",
      steps.map((text) => ({ icon: "arrow-right", text })),
    ),
    ...clients.flatMap(({ title, copyCommand, connectionString, service, jdbc }) => [
      separator(title),
      {
        label: "$(cloud-download) Copies for the Client",
        detail: copyCommand,
        text: copyCommand,
        buttons: [copy, terminal],
      },
      {
        label: "$(plug) Connection String",
        detail: connectionString,
        text: connectionString,
        buttons: [copy],
      },
      {
        label: "$(list-unordered) Entry of pg_service.conf",
        detail: service.replaceAll("\n", " · "),
        text: service,
        buttons: [copy],
      },
      ...(jdbc === undefined
        ? []
        : [{ label: "$(coffee) JDBC URL", detail: jdbc, text: jdbc, buttons: [copy] }]),
    ]),
    separator(""),
    { label: "$(open-preview) Show All as a Document", isAll: true },
  ];
}

async function showDocument(plan: SetupPlan): Promise<void> {
  const content = resultText(plan);
  const document = await workspace.openTextDocument({ language: "markdown", content });
  await window.showTextDocument(document);
}

/** What remains to be done, as Markdown; names of files and of certificates are in it, which are escaped. */
export function resultText({ summary, activation, steps, clients, notes }: SetupPlan): string {
  const shown = (text: string) => markdownText(withoutControls(text));
  const code = (text: string, language = "") => {
    const runs = text.match(/`+/g) ?? [];
    const fence = "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
    return `${fence}${language}\n${text.trimEnd().split("\n").map(withoutControls).join("\n")}\n${fence}`;
  };
  const content = [
    `# ${shown(summary)}`,
    ...(activation.kind === "none" ? [] : [`## The server: ${activation.kind}`, shown(activation.reason)]),
    ...activation.commands.map((text) => code(text, isStatement(text) ? "sql" : "sh")),
    ...(steps.length > 0
      ? ["## Next steps", steps.map((step, index) => `${index + 1}. ${shown(step)}`).join("\n")]
      : []),
    ...clients.flatMap(({ title, copyCommand, connectionString, service, jdbc }) => [
      `## ${shown(title)}`,
      "Copies for the client; CLIENT is its machine, HOME the folder of its user:",
      code(copyCommand, "sh"),
      code(connectionString),
      code(service, "ini"),
      ...(jdbc === undefined ? [] : [code(jdbc)]),
    ]),
    ...(notes.length > 0 ? ["## Good to know", notes.map(({ text }) => `- ${shown(text)}`).join("\n")] : []),
  ].join("\n\n");
  return `${content}\n`;
}
