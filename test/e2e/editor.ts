import { basename, dirname } from "node:path";
import { type Browser, errors, type FrameLocator, type Locator, type Page } from "playwright-core";
import type { CodeServer } from "../support/codeServer.ts";

/** How long anything in VS Code may take, in milliseconds; shared machines are slow at times. */
const patience = 120_000;

/** The line of the tree of clusters that has the focus. */
const focusedLine = ".pane-body [role=treeitem].focused";

/** One window of VS Code in a browser, driven as a person drives it: by keyboard, and by what is on the screen. */
export class Editor {
  private constructor(readonly page: Page) {}

  /** Opens a folder in a new window and waits for its explorer and for what the extension brings. */
  static async open(browser: Browser, server: CodeServer, folder: string): Promise<Editor> {
    const context = await browser.newContext({
      viewport: { width: 1100, height: 640 },
      deviceScaleFactor: 1,
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    await page.goto(server.urlOf(folder));
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    // VS Code knows an extension's editors when its icon comes, but takes them in only once the browser has had nothing else
    // to do, which on a slow machine is later. A file that is opened before opens as text, and as text from then on.
    await page.locator(".activitybar").getByRole("tab", { name: "PostgreSQL SSL" }).waitFor();
    await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())));
    return new Editor(page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Waits until VS Code says that it does not trust the folder. */
  async isRestricted(): Promise<void> {
    await this.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
  }

  /** Opens a file by its absolute path, and waits for its text. */
  async openFile(path: string): Promise<void> {
    await this.openQuickly(path);
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Opens a file by its absolute path, in whatever editor is made for it. */
  async openQuickly(path: string): Promise<void> {
    const label = this.page.locator(`.tab.active .monaco-icon-label[aria-label^="${path}"]`);
    const input = this.page.locator(".quick-input-widget input");
    // Until the file is found the list shows what was opened before, maybe a file of the same name in another folder.
    const [name, folder] = [basename(path), basename(dirname(path))];
    const inFolder = `[aria-label^="${name} "][aria-label*="${folder}"]`;
    const inRoot = `[aria-label^="${name},"]`;
    const row = this.page.locator(`.quick-input-list .monaco-list-row.focused:is(${inFolder}, ${inRoot})`);
    // The list closes when something else takes the focus.
    for (let timeout = 2000; !(await label.isVisible()); timeout += 1000) {
      if (timeout > 10_000) throw new Error(`${path} did not open`);
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press("ControlOrMeta+p");
      try {
        await input.fill(path, { timeout });
        await row.first().waitFor({ timeout });
        await input.press("Enter", { timeout });
        await label.waitFor({ timeout });
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
      }
    }
  }

  /** Puts the cursor on a line and a column, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    const input = this.page.locator(".quick-input-widget input");
    // Another dialog that is only just closing has the same input, but not the colon.
    await this.untilDone(async (timeout) => {
      await this.page.keyboard.press("Control+g");
      await this.hasInput(":", timeout);
      await input.fill(`:${line}:${column}`, { timeout });
      await input.press("Enter", { timeout });
      await input.waitFor({ state: "hidden", timeout });
    });
    await this.isAt(line, column);
  }

  /** Waits until the cursor is on a line and a column, both from 1. */
  async isAt(line: number, column: number): Promise<void> {
    await this.page.getByText(`Ln ${line}, Col ${column}`, { exact: true }).waitFor();
  }

  /** Waits until the cursor, or a selection, ends on a line. */
  async isOnLine(line: number): Promise<void> {
    await this.page.getByText(new RegExp(`^Ln ${line}, `)).waitFor();
  }

  /** Waits until the input at the top of the window is shown and starts with this. */
  private async hasInput(start: string, timeout: number): Promise<void> {
    const isThere = (wanted: string) =>
      [...document.querySelectorAll<HTMLInputElement>(".quick-input-widget input")].some(
        (input) => input.offsetParent !== null && input.value.startsWith(wanted),
      );
    await this.page.waitForFunction(isThere, start, { timeout });
  }

  /** Repeats steps of which one had no effect, because something else took the focus meanwhile; it gets longer each time. */
  private async untilDone<Result>(steps: (timeout: number) => Promise<Result>): Promise<Result> {
    for (let timeout = 4000; ; timeout += 2000) {
      try {
        return await steps(timeout);
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || timeout > 20_000) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Lets the system ask for a light or a dark window; VS Code follows when its settings say so. */
  async useColorScheme(colorScheme: "light" | "dark"): Promise<void> {
    await this.page.emulateMedia({ colorScheme });
    await this.page.locator(`.monaco-workbench.vs${colorScheme === "dark" ? "-dark" : ""}`).waitFor();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Runs a command by its title in the palette, which lists those that VS Code knew when it was opened. */
  async run(command: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input");
    const row = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: command });
    await this.untilDone(async (timeout) => {
      await this.page.keyboard.press("F1");
      await this.hasInput(">", timeout);
      await input.fill(`>${command}`, { timeout });
      await row.first().waitFor({ timeout });
      await input.press("Enter", { timeout });
    });
  }

  /** The wavy lines under errors. */
  get errors(): Locator {
    return this.page.locator(".editor-instance .cdr.squiggly-error");
  }

  /** Picks an entry of the list that a command shows. */
  async pick(label: string): Promise<void> {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first().click();
  }

  /** Forgets what was typed into the file. */
  async revert(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.run("File: Revert File");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  /** What is behind the braces of the status bar, once it holds some words. */
  async languageStatus(words: string): Promise<string | null> {
    const item = this.page.locator("#status\\.languageStatus");
    await item.waitFor();
    await item.hover();
    const hover = this.page.locator(".hover-language-status").filter({ hasText: words }).first();
    await hover.waitFor();
    const all = this.page.locator(".monaco-hover:has(.hover-language-status)").first();
    return all.textContent();
  }

  /** Trusts the folder in the page that VS Code has for that. */
  async trust(): Promise<void> {
    await this.run("Workspaces: Manage Workspace Trust");
    await this.page.getByRole("button", { name: "Trust", exact: true }).first().click();
    await this.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
    await this.run("View: Close All Editors");
    await this.page.locator(".workspace-trust-editor").waitFor({ state: "detached" });
  }

  /** The labels of the suggestions, once there are any. */
  async suggestions(): Promise<string[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    await rows.first().waitFor();
    return rows.allTextContents();
  }

  /** Accepts a suggestion with a key, once it is the one that has the focus. */
  async accept(label: string, key: "Tab" | "Enter"): Promise<void> {
    const name = this.page.locator(".suggest-widget.visible .monaco-list-row.focused .label-name");
    await name.filter({ hasText: new RegExp(`^${label}$`) }).waitFor();
    await this.page.keyboard.press(key);
  }

  /** Waits until one of the lines on the screen is this. */
  async hasLine(text: string): Promise<void> {
    const isThere = (wanted: string) =>
      [...document.querySelectorAll(".editor-instance .view-line")].some(
        (line) => line.textContent?.replaceAll("\u00a0", " ") === wanted,
      );
    await this.page.waitForFunction(isThere, text);
  }

  /** Opens the hover at the cursor and returns its text once it holds some words. */
  async hover(words: string): Promise<string | null> {
    const hover = this.page
      .locator(".monaco-hover.monaco-editor-hover:not(.hidden), .monaco-hover:visible")
      .filter({ hasText: words })
      .first();
    // VS Code closes it when something in the editor changes, and requests it only once: the server may not have seen the file yet.
    return this.untilDone(async (timeout) => {
      await this.run("Show or Focus Hover");
      await hover.waitFor({ timeout });
      return hover.textContent({ timeout });
    });
  }

  /** Opens the quick fixes at the cursor and returns their titles; none is an empty list. */
  async quickFixes(): Promise<string[]> {
    const some = this.page.locator(".action-widget .monaco-list-row.action");
    const none = this.page.locator(".monaco-editor-overlaymessage", {
      hasText: /No .*(quick fix|code action)/i,
    });
    // VS Code closes the menu again when something in the editor changes just then (a hint that arrives, for instance).
    return this.untilDone(async (timeout) => {
      await this.page.locator(".editor-instance .monaco-editor.focused").waitFor({ timeout });
      await this.page.keyboard.press("ControlOrMeta+.");
      await some.first().or(none.first()).waitFor({ timeout });
      return some.allTextContents();
    });
  }

  /** Picks one of the quick fixes, which are opened again where VS Code has closed them. */
  async pickFix(title: RegExp): Promise<void> {
    const fix = this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
    await this.untilDone(async (timeout) => {
      if (!(await fix.isVisible())) await this.quickFixes();
      await fix.click({ timeout });
    });
  }

  /** The prompt before a file is changed on disk. */
  async question(): Promise<string | null> {
    const dialog = this.page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    return dialog.textContent();
  }

  /** Answers it by a button. */
  async answer(button: string): Promise<void> {
    const dialog = this.page.locator(".monaco-dialog-box");
    await dialog.getByRole("button", { name: button, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  /** Shows the tree of clusters, and puts the focus on its first line. */
  async showClusters(): Promise<void> {
    for (const end = Date.now() + patience; ; ) {
      await this.run("PostgreSQL SSL: Focus on PostgreSQL SSL View");
      await this.treeItem(/^/).first().waitFor(); // an empty tree takes no focus
      await this.tree.press("Home");
      try {
        await this.page.locator(`${focusedLine}[data-index="0"]`).waitFor({ timeout: 3000 });
        return;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || Date.now() > end) throw error;
      }
    }
  }

  /** The tree of clusters. */
  private get tree(): Locator {
    return this.page.locator(".pane-body [role=tree]");
  }

  /** Lines of the tree by what a screen reader says of them. */
  treeItem(words: RegExp): Locator {
    return this.tree.getByRole("treeitem", { name: words });
  }

  /** Picks an entry of the context menu of a line of the tree. */
  async pickFromMenu(line: Locator, name: string): Promise<void> {
    const entry = this.page.getByRole("menuitem", { name });
    await line.click({ button: "right" });
    await entry.waitFor();
    // VS Code takes a click on a menu that has only just come for the end of the one that opened it.
    for (let timeout = 1000; await entry.isVisible(); timeout += 1000) {
      await entry.click();
      try {
        await entry.waitFor({ state: "detached", timeout });
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || timeout > 10_000) throw error;
      }
    }
  }

  /** Walks down the tree with the arrow key until a line has the focus. */
  async walkTo(words: RegExp): Promise<void> {
    const focused = this.page.locator(focusedLine);
    for (let step = 0, timeout = 2000; step < 200; step++) {
      try {
        const label = await focused.getAttribute("aria-label", { timeout });
        if (words.test(label ?? "")) return;
        const index = await focused.getAttribute("data-index", { timeout });
        await this.tree.press("ArrowDown"); // which takes the focus back from whatever has come between
        await this.page.locator(`${focusedLine}:not([data-index="${index}"])`).waitFor({ timeout });
      } catch (error) {
        if (!(error instanceof errors.TimeoutError) || timeout > 10_000) throw error;
        // A tree that was filled anew has lost its place; from the last line the arrow leads nowhere until more has come.
        if (!(await focused.isVisible())) await this.tree.press("Home");
        timeout += 1000;
      }
    }
    throw new Error(`No line of the tree is called ${words}`);
  }

  /** Goes where the line of the tree that has the focus leads. */
  async follow(): Promise<void> {
    await this.tree.press("Enter");
  }

  /** Unfolds the line of the tree that has the focus. */
  async unfold(): Promise<void> {
    await this.tree.press("ArrowRight");
    await this.page.locator(`${focusedLine}[aria-expanded=true]`).waitFor();
  }

  /** Opens a file on the page of certificate, key and CRL files; returns what is in the page. */
  async openPage(path: string): Promise<FrameLocator> {
    await this.run("View: Close All Editors");
    await this.openQuickly(path);
    return this.pageFrame();
  }

  /** What is in the page of a certificate, key or CRL file that is open. */
  pageFrame(): FrameLocator {
    return this.page.frameLocator("iframe.webview").frameLocator("#active-frame");
  }

  /** Makes the side bar as wide as this, in pixels, as a person does it with the mouse. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (!box) throw new Error("There is no side bar");
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width + 1, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
    await this.page.mouse.move(box.x + width + 300, y);
  }
}
