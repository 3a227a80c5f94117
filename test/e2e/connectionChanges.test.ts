import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("edits that are not saved", () => {
  inWindow(() => folders.demo, true);
  const file = () => join(folders.demo, "cluster/pg_hba.conf");
  const rejecting = "host       all          all         all             ";

  it("say above the line what they change for connections, and list it when that is clicked", async () => {
    await editor.openFile(file());
    const line = await lineOf(file(), rejecting);
    await editor.goTo(line, rejecting.length + 1);
    await editor.page.keyboard.press("Shift+End");
    await editor.type("trust");
    await editor.page.keyboard.press("Escape");
    const lens = editor.page.locator(".codelens-decoration a", { hasText: "Once saved and reloaded" });
    await lens.first().click();
    const dialog = new Dialog(editor.page);
    await dialog.shows("Choose a change to go to its record");
    expect((await dialog.entries())[0]).toContain("every role may come in over TCP without encryption");
    await picture(editor, "connection-changes");
    await editor.page.keyboard.press("Enter");
    await editor.page.getByText(`Ln ${line},`).waitFor();
  });

  it("are listed by the command, which says so when they make no difference", async () => {
    await editor.run("Show What Edits Change for Connections");
    await new Dialog(editor.page).shows("Choose a change to go to its record");
    await editor.page.keyboard.press("Escape");
    await editor.revert();
    await editor.run("Show What Edits Change for Connections");
    const message = editor.page.locator(".notification-toast", {
      hasText: "No connection fares differently",
    });
    await message.first().waitFor();
  });
});

describe("edits that are not committed", () => {
  const file = () => join(folders.demo, "cluster/pg_hba.conf");
  beforeAll(async () => {
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", folders.demo, "-c", "user.name=x", "-c", "user.email=x@y", ...words]);
    git("init", "-q");
    git("add", "cluster");
    git("commit", "-qm", "first");
    await writeFile(file(), `host all all 192.0.2.0/24 trust\n${await readFile(file(), "utf8")}`);
  });
  inWindow(() => folders.demo, true, { "git.enabled": true });

  it("say above the line what they change, and are listed", async () => {
    await editor.openFile(file());
    const lens = editor.page.locator(".codelens-decoration a", { hasText: "Since the last commit" });
    await lens.first().click();
    const dialog = new Dialog(editor.page);
    await dialog.shows("Choose a change to go to its record");
    expect((await dialog.entries())[0]).toContain("192.0.2.0/24: every role may come in over TCP");
    await editor.page.keyboard.press("Escape");
  });
});
