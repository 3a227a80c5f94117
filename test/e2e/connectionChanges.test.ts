import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
