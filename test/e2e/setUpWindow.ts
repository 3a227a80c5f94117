import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { demoSettings } from "../demo/demoSettings.ts";
import { launchBrowser } from "../support/browser.ts";
import { type CodeServer, startCodeServer } from "../support/codeServer.ts";
import { packagedExtension } from "../support/packagedExtension.ts";
import { type PostgresServer, type RunningServer, server } from "../support/postgres.ts";
import { reachableFolder } from "../support/unprivileged.ts";
import { Dialog } from "./dialog.ts";
import { Editor } from "./editor.ts";
import { pictureOfFailure } from "./picture.ts";

/** All that goes between editor and server is traced. */
const settings = { ...demoSettings, "pgssl.trace.server": "verbose" };

let browser: Browser;
let vsix: string;
let postgres: PostgresServer;
let code: CodeServer;

/** The folder that the window shows, with the cluster in `data`. */
export let folder: string;
export let data: string;
/** Where a CA goes, which is not there yet. */
export let authority: string;
/** Where VS Code keeps all that it remembers. */
export let state: string;
export let editor: Editor;
export let dialog: Dialog;
export let running: RunningServer | undefined;

/** Makes what all windows of a test file need: the packaged extension, a server, a browser. */
export function withSetUp(): void {
  beforeAll(async () => {
    vsix = await packagedExtension();
    postgres = await server(18);
    browser = await launchBrowser();
  });

  afterAll(() => browser?.close());

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await pictureOfFailure(editor, task.name);
  });
}

/** A window on a folder that holds nothing but a cluster as `initdb` leaves it. */
export function inWindow(trustEverything: boolean): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(reachableFolder, "pgssl-set-up-"));
    await chmod(folder, 0o755);
    data = await postgres.initdb(join(folder, "data"));
    authority = join(folder, "ca");
    state = await mkdtemp(join(tmpdir(), "pgssl-code-"));
    code = await startCodeServer({ stateFolder: state, settings, vsix, trustEverything });
    editor = await Editor.open(browser, code, folder);
    dialog = new Dialog(editor.page);
  });

  afterAll(async () => {
    await running?.stop();
    await editor?.close();
    await code?.stop();
    for (const path of [state, folder]) await rm(path, { recursive: true, force: true });
  });
}

/** Starts the cluster's server; it ends with the window. */
export async function startServer(): Promise<RunningServer> {
  running = await postgres.start(data, { tcp: true });
  return running;
}

export async function clipboard(): Promise<string> {
  return (await editor.page.evaluate("navigator.clipboard.readText()")) as string;
}
