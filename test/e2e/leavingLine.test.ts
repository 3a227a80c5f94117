import { join } from "node:path";
import { describe, it } from "vitest";
import { lineOf } from "./lineOf.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("a line that the cursor leaves", () => {
  inWindow(() => folders.demo, true, { "pgssl.formatOnLeavingLine": true });

  it("is aligned if something was written in it, and stays as it was once that is undone", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "local"), 1);
    await editor.page.keyboard.press("End");
    await editor.type("\nhost all app ::1/128 md5");
    await editor.page.keyboard.press("Escape");
    await editor.hasLine("host all app ::1/128 md5");
    await editor.page.keyboard.press("ArrowUp");
    await editor.hasLine("host       all          app         ::1/128         md5");
    await editor.page.keyboard.press("ControlOrMeta+z");
    await editor.hasLine("host all app ::1/128 md5");
    await editor.page.keyboard.press("ArrowDown");
    await editor.page.keyboard.press("ArrowDown");
    await editor.hasLine("host all app ::1/128 md5");
    await editor.revert();
  });
});
