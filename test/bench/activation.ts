import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Editor } from "../e2e/editor.ts";
import { launchBrowser } from "../support/browser.ts";
import { startCodeServer } from "../support/codeServer.ts";
import { packagedExtension } from "../support/packagedExtension.ts";
import { hbaText } from "./hbaText.ts";

/**
 * Milliseconds that the extension's activation takes in a real VS Code, as its own page of running extensions says: in so many
 * windows, each with an extension host of its own.
 */
export async function readActivations(scratch: string, count: number): Promise<number[]> {
  const folder = join(scratch, "activation");
  const path = join(folder, "pg_hba.conf");
  await mkdir(folder, { recursive: true });
  await writeFile(path, hbaText(100));
  const stateFolder = join(scratch, "code-server");
  const server = await startCodeServer({
    stateFolder,
    vsix: await packagedExtension(),
    trustEverything: true,
  });
  const browser = await launchBrowser();
  try {
    const times: number[] = [];
    for (let round = 0; round < count; round++) {
      const editor = await Editor.open(browser, server, folder);
      await editor.openFile(path);
      await editor.languageStatus("PostgreSQL");
      await editor.run("Developer: Show Running Extensions");
      const shown = /Activation: (\d+)\s*ms/.exec(await rowOf(editor, "PostgreSQL SSL"))?.[1];
      if (shown !== undefined) times.push(Number(shown));
      await editor.close();
    }
    return times;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The text of an extension's row. The slowest come first, and rows further down exist only when they are scrolled to. */
async function rowOf({ page }: Editor, name: string): Promise<string> {
  const list = page.locator(".runtime-extensions-editor .monaco-list").first();
  const row = list.locator(".monaco-list-row", { hasText: name }).first();
  await list.hover();
  for (let step = 0; step < 60 && !(await row.isVisible()); step++) {
    await page.mouse.wheel(0, 150);
    await page.waitForTimeout(100);
  }
  return (await row.textContent()) ?? "";
}
