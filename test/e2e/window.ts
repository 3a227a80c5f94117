import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { demoSettings } from "../demo/demoSettings.ts";
import { launchBrowser } from "../support/browser.ts";
import { type CodeServer, startCodeServer } from "../support/codeServer.ts";
import { packagedExtension } from "../support/packagedExtension.ts";
import { Editor } from "./editor.ts";
import { pictureOfFailure } from "./picture.ts";
import { makeWorkspaces, type Workspaces } from "./workspaces.ts";

/** For the pictures: nothing is marked but what the tests are about. */
const settings = { ...demoSettings, "editor.occurrencesHighlight": "off", "explorer.compactFolders": false };

let browser: Browser;
let vsix: string;
let state: string;
let code: CodeServer;

/** The folders of this run, once the tests have begun. */
export let folders: Workspaces;
/** The window of the group of tests that runs. */
export let editor: Editor;

/** Makes what all windows of a test file need: the packaged extension, a browser, folders to open. */
export function withExtension(): void {
  beforeAll(async () => {
    vsix = await packagedExtension();
    folders = await makeWorkspaces();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await folders?.remove();
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pictureOfFailure(editor, task.name);
  });
}

/** One window for all tests of a group: it takes longer to open than they take. `more` are user settings of its own. */
export function inWindow(
  folder: () => string,
  trustEverything: boolean,
  more: Readonly<Record<string, unknown>> = {},
  locale?: string,
): void {
  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "pgssl-code-"));
    code = await startCodeServer({
      stateFolder: state,
      settings: { ...settings, ...more },
      vsix,
      trustEverything,
      ...(locale && { locale }),
    });
    editor = await Editor.open(browser, code, folder());
  });

  afterAll(async () => {
    await editor?.close();
    await code?.stop();
    await rm(state, { recursive: true, force: true });
  });
}
