import {
  type QuickInput,
  QuickInputButtons,
  type QuickPickItem,
  QuickPickItemKind,
  type Uri,
  window,
} from "vscode";
import type { Frame } from "./askAll.ts";

/** An entry of a list, and what it stands for. */
export interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

/** Lets the user pick one entry; `undefined` when they go back, by Escape or by the button. */
export function pickOne<Value>(
  frame: Frame,
  placeholder: string,
  choices: readonly (Choice<Value> | QuickPickItem)[],
  current?: Value,
): Promise<Value | undefined> {
  const input = window.createQuickPick<Choice<Value> | QuickPickItem>();
  input.placeholder = frame.problem ?? placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = choices;
  const active = choices.filter((choice) => "value" in choice && choice.value === current);
  if (current !== undefined) input.activeItems = active;
  return show(frame, input, (done) =>
    input.onDidAccept(() => {
      const [picked] = input.selectedItems;
      if (picked && "value" in picked) done(picked.value);
    }),
  );
}

/** A line between groups of entries. */
export function separator(label: string): QuickPickItem {
  return { label, kind: QuickPickItemKind.Separator };
}

/** What a line of text is asked with. */
export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Shows dots for what is typed, and forgets it when the user goes back. */
  readonly secret?: boolean;
  /** What is wrong with a text, in words. */
  readonly problem?: (text: string) => string | undefined;
}

/** Lets the user type a line; `undefined` when they go back. Nothing that has a problem is taken. */
export function typeText(frame: Frame, question: TextQuestion): Promise<string | undefined> {
  const { prompt, placeholder = "", value = "", secret = false, problem = () => undefined } = question;
  const input = window.createInputBox();
  input.prompt = prompt;
  input.placeholder = placeholder;
  input.value = value;
  input.password = secret;
  input.validationMessage = frame.problem;
  input.onDidChangeValue((text) => {
    // What is not there yet is not wrong yet.
    input.validationMessage = text === "" ? undefined : problem(secret ? text : text.trim());
  });
  return show(frame, input, (done) =>
    input.onDidAccept(() => {
      const text = secret ? input.value : input.value.trim();
      input.validationMessage = problem(text);
      if (input.validationMessage === undefined) done(text);
    }),
  );
}

/** Lets the user choose a file or a folder; `undefined` when they choose none. */
export async function chooseFile(
  title: string,
  openLabel: string,
  kind: "file" | "folder",
  start?: Uri,
): Promise<Uri | undefined> {
  const [chosen] =
    (await window.showOpenDialog({
      title,
      openLabel,
      canSelectFiles: kind === "file",
      canSelectFolders: kind === "folder",
      ...(start && { defaultUri: start }),
    })) ?? [];
  return chosen;
}

/** Shows an input with its place in the dialog, until it is answered or the user goes back. */
function show<Value>(
  { title, step, totalSteps }: Frame,
  input: QuickInput & {
    buttons: readonly unknown[];
    onDidTriggerButton(listener: (button: unknown) => void): unknown;
  },
  listen: (done: (value: Value) => void) => unknown,
): Promise<Value | undefined> {
  return new Promise((resolve) => {
    Object.assign(input, {
      title,
      step,
      totalSteps,
      buttons: [QuickInputButtons.Back],
      ignoreFocusOut: true,
    });
    const end = (value: Value | undefined) => {
      resolve(value);
      input.dispose();
    };
    input.onDidTriggerButton(() => end(undefined));
    input.onDidHide(() => end(undefined));
    listen(end);
    input.show();
  });
}
