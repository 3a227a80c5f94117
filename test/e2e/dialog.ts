import type { Locator, Page } from "playwright-core";

/** The dialog at the top of the window, one question after another. */
export class Dialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The whole dialog. */
  get box(): Locator {
    return this.#page.locator(".quick-input-widget");
  }

  /** Waits for a question by some of its words. */
  async shows(words: string | RegExp): Promise<void> {
    const prompt = this.box
      .locator(".quick-input-message, .quick-input-description")
      .filter({ hasText: words });
    const placeholder = this.box.getByPlaceholder(words);
    await prompt.or(placeholder).first().waitFor();
  }

  /** `Title (2/5)` */
  async title(): Promise<string> {
    const title = (await this.box.locator(".quick-input-title").textContent()) ?? "";
    return title.trim();
  }

  /** Waits for a question, and picks an entry of its list. */
  async pick(question: string | RegExp, entry: string | RegExp): Promise<void> {
    await this.shows(question);
    await this.#rows.filter({ hasText: entry }).first().click();
  }

  /** Waits for a question, and picks an entry that a long list shows only once it is searched for. */
  async find(question: string | RegExp, entry: string): Promise<void> {
    await this.shows(question);
    await this.box.locator("input[type=text]").first().fill(entry);
    await this.#rows.filter({ hasText: entry }).first().click();
  }

  /** Waits for a question, and takes what is proposed, or types something else. */
  async answer(question: string | RegExp, text?: string): Promise<void> {
    await this.shows(question);
    const input = this.box.locator("input[type=text], input[type=password]").first();
    if (text !== undefined) await input.fill(text);
    await input.press("Enter"); // a page behind may have got the focus
  }

  /** Waits for a question that takes several entries, and takes those that are ticked. */
  async accept(question: string | RegExp): Promise<void> {
    await this.shows(question);
    await this.box.getByRole("button", { name: "OK" }).click();
  }

  /** Goes back to the question before, by the arrow in the title. */
  async back(): Promise<void> {
    const title = await this.title();
    await this.box.locator(".codicon-quick-input-back").click();
    await this.box.locator(".quick-input-title").filter({ hasNotText: title }).waitFor();
  }

  /** What the entries of the list say. */
  async entries(): Promise<string[]> {
    await this.#rows.first().waitFor();
    return this.#rows.evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
  }

  /** What the entries say that hold a word; of a long list those at the top alone are on the screen. */
  async entriesWith(word: string): Promise<string[]> {
    await this.box.locator("input[type=text]").first().fill(word);
    return (await this.entries()).filter((entry) => entry.includes(word));
  }

  /**
   * Waits for a question, and leaves the dialog there with Escape. Without the question, Escape could reach the one
   * before it, which is answered already.
   */
  async leave(question: string | RegExp): Promise<void> {
    await this.shows(question);
    await this.close();
  }

  /** Leaves the dialog with Escape, whatever it shows, and waits until it is gone: the next one has the same box. */
  async close(): Promise<void> {
    await this.box.locator("input[type=text], input[type=password]").first().press("Escape");
    await this.isGone();
  }

  /** Waits until there is no prompt any more. */
  async isGone(): Promise<void> {
    await this.box.waitFor({ state: "hidden" });
  }

  get #rows(): Locator {
    return this.box.locator(".monaco-list-row");
  }
}
