import { env, l10n, type QuickInputButton, type QuickPickItem, ThemeIcon, window, workspace } from "vscode";
import { markdownText } from "../../../../server/src/core/model/markdownText.ts";
import { withoutControls } from "../../../../server/src/core/model/withoutControls.ts";
import type { SetupPlan } from "../../../../server/src/setup/plan.ts";
import { listed, separator } from "../dialog/inputs.ts";
import { section } from "../dialog/rows.ts";
import { isStatement, putIntoTerminal } from "../terminal.ts";

const copy: QuickInputButton = { iconPath: new ThemeIcon("copy"), tooltip: l10n.t("Copy") };
const terminal: QuickInputButton = {
  iconPath: new ThemeIcon("terminal"),
  tooltip: l10n.t("Put into a terminal"),
};

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
  input.title = isConfigured ? l10n.t("{0}: Done", title) : l10n.t("{0}: The Files Were Created", title);
  input.placeholder = l10n.t("Pick an entry to copy it");
  input.ignoreFocusOut = true;
  input.matchOnDetail = true;
  input.items = [...(isConfigured ? [] : [notConfigured]), ...entries(plan)].map(listed);
  input.activeItems = input.items.filter(({ text, isAll }) => text !== undefined || isAll).slice(0, 1);
  const copyText = async (text: string) => {
    await env.clipboard.writeText(text);
    input.placeholder = l10n.t("Copied");
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

function activationInWords(kind: SetupPlan["activation"]["kind"]): string {
  return kind === "restart" ? l10n.t("The server: restart") : l10n.t("The server: reload");
}

const notConfigured: Entry = {
  label: `$(warning) ${l10n.t("The configuration is not yet as proposed")}`,
  detail: l10n.t("Run the set-up once more to see what is left"),
};

function entries({ activation, steps, clients }: SetupPlan): Entry[] {
  const isServer = activation.kind !== "none";
  return [
    ...section(
      activationInWords(activation.kind),
      isServer ? [{ icon: "info", text: activation.reason }] : [],
    ),
    ...activation.commands.map((text) => ({
      label: `$(debug-restart) ${text}`,
      text,
      buttons: isStatement(text) ? [copy] : [copy, terminal],
    })),
    ...section(
      l10n.t("Next steps"),
      steps.map((text) => ({ icon: "arrow-right", text })),
    ),
    ...clients.flatMap(({ title, copyCommand, connectionString, service, drivers }) => [
      separator(title),
      {
        label: `$(cloud-download) ${l10n.t("Copies for the Client")}`,
        detail: copyCommand,
        text: copyCommand,
        buttons: [copy, terminal],
      },
      {
        label: `$(plug) ${l10n.t("Connection String")}`,
        detail: connectionString,
        text: connectionString,
        buttons: [copy],
      },
      {
        label: `$(list-unordered) ${l10n.t("Entry of pg_service.conf")}`,
        detail: service.replaceAll("\n", " · "),
        text: service,
        buttons: [copy],
      },
      ...drivers.map((driver) => ({
        label: `$(code) ${driver.title}`,
        detail: driver.text.replaceAll("\n", " "),
        text: driver.text,
        buttons: [copy],
      })),
    ]),
    separator(""),
    { label: `$(open-preview) ${l10n.t("Show All as a Document")}`, isAll: true },
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
    ...(activation.kind === "none"
      ? []
      : [`## ${activationInWords(activation.kind)}`, shown(activation.reason)]),
    ...activation.commands.map((text) => code(text, isStatement(text) ? "sql" : "sh")),
    ...(steps.length > 0
      ? [`## ${l10n.t("Next steps")}`, steps.map((step, index) => `${index + 1}. ${shown(step)}`).join("\n")]
      : []),
    ...clients.flatMap(({ title, copyCommand, connectionString, service, drivers }) => [
      `## ${shown(title)}`,
      l10n.t("Copies for the client; CLIENT is its machine, HOME the folder of its user:"),
      code(copyCommand, "sh"),
      code(connectionString),
      code(service, "ini"),
      ...drivers.flatMap((driver) => [shown(driver.title), code(driver.text)]),
    ]),
    ...(notes.length > 0
      ? [`## ${l10n.t("Good to know")}`, notes.map(({ text }) => `- ${shown(text)}`).join("\n")]
      : []),
  ].join("\n\n");
  return `${content}\n`;
}
