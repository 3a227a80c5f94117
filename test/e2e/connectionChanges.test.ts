import { execFileSync } from "node:child_process";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../support/tools.ts";
import { Dialog } from "./dialog.ts";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

/** A manifest of CloudNativePG in the demo's folder. */
const manifest = () => join(folders.demo, "deployment/orders.yaml");
async function writeManifest(): Promise<void> {
  await mkdir(join(folders.demo, "deployment"), { recursive: true });
  await copyFile(join(projectRoot, "test/fixtures/carriers/cloudnative-pg.yaml"), manifest());
}

describe("edits that are not saved", () => {
  beforeAll(writeManifest);
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
    await dialog.answer("Choose a change to go to its record");
    await editor.isAt(line, 1);
  });

  it("are listed by the command, which says so when they make no difference", async () => {
    await editor.run("Show What Edits Change for Connections");
    await new Dialog(editor.page).leave("Choose a change to go to its record");
    await editor.revert();
    await editor.run("Show What Edits Change for Connections");
    const message = editor.page.locator(".notification-toast", {
      hasText: "No connection fares differently",
    });
    await message.first().waitFor();
    await editor.run("Notifications: Clear All Notifications");
  });

  it("say in a manifest what they change together with the records of the operator", async () => {
    await editor.openFile(manifest());
    const item = "      - hostssl all all 0.0.0.0/0 reject";
    await editor.goTo(await lineOf(manifest(), item), item.indexOf("-") + 1);
    await editor.type("# ");
    await editor.hasLine(item.replace("-", "# -"));
    const lens = editor.page.locator(".codelens-decoration a", { hasText: "Once saved and applied" });
    await lens.first().click();
    const dialog = new Dialog(editor.page);
    await dialog.shows("Choose a change to go to its record");
    expect((await dialog.entries())[0]).toMatch(
      /every role except .* TLS.*By a record of CloudNativePG, after your lines/,
    );
    await picture(editor, "manifest-changes");
    await dialog.pick("Choose a change to go to its record", "every role except");
    await editor.isAt(await lineOf(manifest(), "    pg_hba:"), 1);
    await editor.revert();
    await lens.first().waitFor({ state: "detached" });
  });
});

describe("edits that are not committed", () => {
  const file = () => join(folders.demo, "cluster/pg_hba.conf");
  beforeAll(async () => {
    const git = (...words: string[]) =>
      execFileSync("git", ["-C", folders.demo, "-c", "user.name=x", "-c", "user.email=x@y", ...words]);
    git("init", "-q");
    await writeManifest();
    git("add", "cluster", "deployment");
    git("commit", "-qm", "first");
    const text = await readFile(manifest(), "utf8");
    await writeFile(manifest(), text.replace("10.42.0.0/16", "10.42.0.0/17"));
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
    await dialog.leave("Choose a change to go to its record");
  });

  it("say in a manifest what they change", async () => {
    await editor.openFile(manifest());
    const lens = editor.page.locator(".codelens-decoration a", { hasText: "Since the last commit" });
    await lens.first().click();
    const dialog = new Dialog(editor.page);
    await dialog.shows("Choose a change to go to its record");
    expect(await dialog.entries()).toEqual([
      expect.stringContaining("10.42.128.0/17: orders_app (database orders) loses TLS"),
    ]);
    await dialog.leave("Choose a change to go to its record");
  });
});
