import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, server } from "../support/postgres.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

/** The map that is left out is no reason not to start. */
const starts = /^It would start, a reload would keep the old pg_ident.conf/;

describe("the demo's mistakes", () => {
  let postgres: PostgresServer;
  const cluster = () => join(folders.demo, "mistakes");

  beforeAll(async () => {
    postgres = await server(18);
  });

  inWindow(() => folders.demo, true);

  it("keep the server from starting until each has got its preferred fix", async () => {
    expect((await postgres.tryStart(cluster())).started).toBe(false);
    await editor.widenSideBar(430);
    await editor.showClusters();
    await editor.walkTo(/^mistakes/);
    await editor.walkTo(/^It would not start, 13 causes/);
    await editor.unfold();
    let fixed = "";
    for (let left = 13; left > 0; left--) {
      await editor.treeItem(new RegExp(`^It would not start, ${left} cause`)).waitFor();
      fixed = await fixFirstCause(fixed);
    }
    await editor.treeItem(starts).waitFor();
    await editor.run("File: Save All Files");
    await editor.page.locator(".tab.dirty").first().waitFor({ state: "detached" });
    await editor.treeItem(starts).waitFor();
    const { started, log } = await postgres.tryStart(cluster());
    expect(log).not.toMatch(/FATAL/);
    expect(started).toBe(true);
  });

  /**
   * Goes from the tree to the first thing that keeps the server from starting, and takes the fix that is offered first there.
   * The tree counts anew before it draws what is below, so that the cause `fixed` last is waited out. Gives the words of this one.
   */
  async function fixFirstCause(fixed: string): Promise<string> {
    const outcome = editor.page.locator('[role=treeitem][aria-label^="It would not start"]');
    const cause = outcome.locator("xpath=following::*[@role='treeitem'][1]");
    const label = async () => (await cause.getAttribute("aria-label")) ?? "";
    await expect.poll(label).toSatisfy((words) => /\.conf:\d/.test(words) && words !== fixed);
    const words = await label();
    const [, line] = /\.conf:(\d+)/.exec(words) ?? [];
    // By its words: the tree may be drawn anew meanwhile.
    await editor.page
      .locator(`[role=treeitem][aria-label=${JSON.stringify(words)}]`)
      .first()
      .click();
    await editor.isOnLine(Number(line));
    await editor.quickFixes();
    await editor.pickFix(/./);
    if (/key-file-permissions/.test(words)) await editor.answer("Change It");
    if (/ssl-file-not-pem/.test(words)) await runCopiedCommand();
    return words;
  }

  /** What a fix by a command of the system leaves to the user, who pastes it in a terminal. */
  async function runCopiedCommand(): Promise<void> {
    const clipboard = () => editor.page.evaluate("navigator.clipboard.readText()") as Promise<string>;
    await expect.poll(clipboard).toMatch(/openssl crl/);
    await promisify(execFile)("sh", ["-c", await clipboard()]);
  }
});
