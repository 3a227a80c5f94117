import { expect, test } from "vitest";
import type { Uri, WebviewPanel } from "vscode";
import { showPage } from "../../client/src/common/views/showPage.ts";
import type { FileView } from "../../server/src/core/model/fileView.ts";

test("an answer to an earlier question does not replace a later one", async () => {
  const page = openPage();
  await page.change();
  await page.answer(1, "new");
  expect(page.html).toContain("new");
  await page.answer(0, "old");
  expect(page.html).toContain("new");
});

test("a page that was closed before the answer came is left alone", async () => {
  const page = openPage();
  page.close();
  await page.answer(0, "late");
  await page.opened;
  await page.change();
  expect(page.questions).toHaveLength(1);
});

test("a page that is not seen is loaded when it is seen again, if something has changed", async () => {
  const page = openPage();
  await page.answer(0, "first");
  await page.show(false);
  await page.show(true);
  expect(page.questions).toHaveLength(1);
  await page.show(false);
  await page.change();
  expect(page.questions).toHaveLength(1);
  await page.show(true);
  await page.answer(1, "second");
  expect(page.html).toContain("second");
});

test("a server that did not start is reported on the page", async () => {
  const page = openPage(Promise.reject(new Error("no server")));
  await page.opened;
  expect(page.html).toContain("did not answer");
});

/** A page with a server that answers when the test wants it. */
function openPage(failure?: Promise<never>) {
  const changed = emitter();
  const viewState = emitter();
  const disposed = emitter();
  const questions: ((view: FileView) => void)[] = [];
  const webview = { html: "", options: {} };
  let isVisible = true;
  let isClosed = false;
  const whileOpen = <Value>(value: Value): Value => {
    if (isClosed) throw new Error("Webview is disposed"); // as VS Code does
    return value;
  };
  const panel = {
    get webview() {
      return whileOpen(webview);
    },
    get visible() {
      return whileOpen(isVisible);
    },
    onDidChangeViewState: viewState.event,
    onDidDispose: disposed.event,
  };
  const client = { sendRequest: () => new Promise<FileView>((resolve) => questions.push(resolve)) };
  const uri = { toString: () => "file:///server.crt" } as Uri;
  const ready = failure ?? Promise.resolve(client as never);
  const opened = showPage(uri, panel as unknown as WebviewPanel, ready, changed.event);
  return {
    opened,
    questions,
    async change() {
      changed.fire();
      await rest();
    },
    get html() {
      return webview.html;
    },
    async show(seen: boolean) {
      isVisible = seen;
      viewState.fire();
      await rest();
    },
    close() {
      isClosed = true;
      disposed.fire();
    },
    async answer(question: number, title: string) {
      await rest();
      expect(questions.length).toBeGreaterThan(question);
      questions[question]?.({ ...empty, title });
      await rest();
    },
  };
}

/** Lets everything happen that waits for nothing else. */
const rest = () => new Promise((resolve) => setImmediate(resolve));

const empty: FileView = {
  path: "/server.crt",
  title: "",
  notes: [],
  facts: [],
  uses: [],
  problems: [],
  chains: [],
  blocks: [],
  left: 0,
};

function emitter() {
  const listeners = new Set<(event: unknown) => void>();
  return {
    event(listener: (event: unknown) => void) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire() {
      for (const listener of listeners) listener(undefined);
    },
  };
}
