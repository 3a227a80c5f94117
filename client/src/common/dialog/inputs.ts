import {
  type QuickInput,
  QuickInputButtons,
  type QuickPickItem,
  QuickPickItemKind,
  type Uri,
  window,
} from "vscode";
import { editorText } from "../../../../server/src/lsp/editorText.ts";
import { DialogLeft, type Frame } from "./promptAll.ts";

/** An entry of a list, and its value. */
export interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

/** An entry as a list shows it; an icon may be nowhere but at the start of its label. */
export function listed<Item extends QuickPickItem>(item: Item): Item {
  const [, icon = "", label = ""] = /^(\$\([a-z-]+\) )?(.*)$/s.exec(item.label) ?? [];
  return {
    ...item,
    label: icon + editorText(label),
    ...(item.description !== undefined && { description: editorText(item.description) }),
    ...(item.detail !== undefined && { detail: editorText(item.detail) }),
  };
}

/** A line between groups of entries. */
export function separator(label: string): QuickPickItem {
  return { label, kind: QuickPickItemKind.Separator };
}

/** Lets the user pick one entry; `undefined` when they go back. @throws DialogLeft */
export async function pickOne<Value>(
  frame: Frame,
  placeholder: string,
  choices: readonly (Choice<Value> | QuickPickItem)[],
  current?: Value,
): Promise<Value | undefined> {
  const input = await createPick(frame, placeholder, choices);
  input.activeItems = input.items.filter((item) => "value" in item && item.value === current);
  return show(frame, input, (done) =>
    input.onDidAccept(() => {
      const [picked] = input.selectedItems;
      if (picked && "value" in picked) done(picked.value);
    }),
  );
}

/** Lets the user pick some entries; `undefined` when they go back. A choice with a problem is not accepted. @throws DialogLeft */
export async function pickMany<Value>(
  frame: Frame,
  placeholder: string,
  choices: readonly (Choice<Value> | QuickPickItem)[],
  isPicked: (value: Value) => boolean,
  problem: (values: readonly Value[]) => string | undefined = () => undefined,
): Promise<readonly Value[] | undefined> {
  const input = await createPick(frame, placeholder, choices);
  input.canSelectMany = true;
  input.selectedItems = input.items.filter((item) => "value" in item && isPicked(item.value));
  return show(frame, input, (done) =>
    input.onDidAccept(() => {
      const values = input.selectedItems.flatMap((item) => ("value" in item ? [item.value] : []));
      const wrong = problem(values);
      if (wrong === undefined) done(values);
      else input.placeholder = editorText(wrong);
    }),
  );
}

/** A question for a line of text. */
export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** Shows dots for what is typed. */
  readonly secret?: boolean;
  /** What is wrong with a text, in words. */
  readonly problem?: (text: string) => string | undefined;
}

/** Lets the user type a line; `undefined` when they go back. Text with a problem is not accepted. @throws DialogLeft */
export function typeText(frame: Frame, question: TextQuestion): Promise<string | undefined> {
  const { prompt, placeholder = "", value = "", secret = false, problem = () => undefined } = question;
  const input = window.createInputBox();
  const typed = () => (secret ? input.value : input.value.trim());
  const shownProblem = (text: string | undefined) => (text === undefined ? undefined : editorText(text));
  Object.assign(input, { prompt: editorText(prompt), placeholder: editorText(placeholder), value });
  Object.assign(input, { password: secret, validationMessage: shownProblem(frame.problem) });
  input.onDidChangeValue(() => {
    // What is not there yet is not wrong yet.
    input.validationMessage = typed() === "" ? undefined : shownProblem(problem(typed()));
  });
  return show(frame, input, (done) =>
    input.onDidAccept(() => {
      input.validationMessage = shownProblem(problem(typed()));
      if (input.validationMessage === undefined) done(typed());
    }),
  );
}

/** Lets the user choose files; none when they cancel. */
export async function chooseFiles(title: string, openLabel: string, many: boolean): Promise<Uri[]> {
  return (await window.showOpenDialog({ title, openLabel, canSelectMany: many })) ?? [];
}

async function createPick<Value>(
  { problem }: Frame,
  placeholder: string,
  choices: readonly (Choice<Value> | QuickPickItem)[],
) {
  // A list has no room for more than its question, and a notification shows one line.
  if (problem !== undefined) await window.showErrorMessage(editorText(problem), { modal: true });
  const input = window.createQuickPick<Choice<Value> | QuickPickItem>();
  input.placeholder = editorText(placeholder);
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = choices.map(listed);
  return input;
}

/** What both kinds of input can. */
interface Input extends QuickInput {
  onDidTriggerButton(listener: (button: unknown) => void): unknown;
}

/** Shows an input with its place in the dialog, until it is answered, or the user goes back by the arrow or leaves by Escape. */
function show<Value>(
  { title, step, totalSteps }: Frame,
  input: Input,
  listen: (done: (value: Value) => void) => unknown,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    Object.assign(input, {
      title,
      step,
      totalSteps,
      buttons: step > 1 ? [QuickInputButtons.Back] : [],
      ignoreFocusOut: true,
    });
    const end = (value: Value | undefined) => {
      resolve(value);
      input.dispose();
    };
    input.onDidTriggerButton(() => end(undefined));
    input.onDidHide(() => {
      reject(new DialogLeft());
      input.dispose();
    });
    listen(end);
    input.show();
  });
}
