import { relative } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import type { CodeServer } from "../support/codeServer.ts";

/** How long anything in VS Code may take, in milliseconds; shared machines are slow at times. */
const patience = 60_000;

/** One window of VS Code in a browser, driven as a person drives it: by keyboard, and by what is on the screen. */
export class Editor {
  private constructor(
    readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Opens a folder in a new window and waits for its explorer. */
  static async open(browser: Browser, server: CodeServer, folder: string): Promise<Editor> {
    const context = await browser.newContext({ viewport: { width: 1180, height: 720 }, deviceScaleFactor: 1 });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(server.urlOf(folder));
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return new Editor(page, folder);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Answers the question whether the folder is trusted with no. */
  async distrust(): Promise<void> {
    await this.page.getByRole("button", { name: /^No, I don't trust/ }).click();
  }

  /** Opens a file of the folder by its path, and waits for its text. */
  async openFile(path: string): Promise<void> {
    const name = relative(this.folder, path);
    await this.page.keyboard.press("ControlOrMeta+p");
    const input = this.page.locator(".quick-input-widget input");
    await input.waitFor();
    await input.fill(name);
    await this.page
      .locator(".quick-input-list .monaco-list-row", { hasText: name.split("/").at(-1) ?? name })
      .first()
      .waitFor();
    await input.press("Enter");
    const tab = this.page.locator(".tab.active", { hasText: name.split("/").at(-1) ?? name });
    await tab.waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Puts the cursor on a line and a column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+g");
    const input = this.page.locator(".quick-input-widget input");
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await input.press("Enter");
    await input.waitFor({ state: "hidden" });
    await this.page.getByText(`Ln ${line}, Col ${column}`).waitFor();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Runs a command by its title in the palette. */
  async run(command: string): Promise<void> {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input");
    await input.waitFor();
    await input.fill(`>${command}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: command }).first().waitFor();
    await input.press("Enter");
  }

  /** The wavy lines under errors. */
  get errors(): Locator {
    return this.page.locator(".editor-instance .cdr.squiggly-error");
  }

  /** The labels of the suggestions, once there are any. */
  async suggestions(): Promise<string[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** Opens the hover at the cursor and returns its text once it holds some words. */
  async hover(words: string): Promise<string> {
    await this.run("Show or Focus Hover");
    const hover = this.page.locator(".monaco-hover.monaco-editor-hover:not(.hidden), .monaco-hover:visible");
    await hover.filter({ hasText: words }).first().waitFor();
    return hover.filter({ hasText: words }).first().innerText();
  }

  /** Opens the quick fixes at the cursor and returns their titles; none is an empty list. */
  async quickFixes(): Promise<string[]> {
    await this.page.keyboard.press("ControlOrMeta+.");
    const some = this.page.locator(".action-widget .monaco-list-row.action");
    const none = this.page.locator(".monaco-editor-overlaymessage", { hasText: /No .*(quick fix|code action)/i });
    await some.first().or(none.first()).waitFor();
    return some.allInnerTexts();
  }

  /** Picks one of the quick fixes that are open. */
  async pickFix(title: RegExp): Promise<void> {
    await this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first().click();
  }
}
