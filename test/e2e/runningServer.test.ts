import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("a running server", () => {
  // Text that can be read, not a picture of it.
  inWindow(() => folders.demo, true, { "terminal.integrated.gpuAcceleration": "off" });

  it("is compared with a cluster in a terminal", async () => {
    await editor.openFile(join(folders.demo, "cluster/postgresql.conf"));
    await editor.run("PostgreSQL SSL/TLS (pgssl): Compare with the Running Server…");
    const dialog = new Dialog(editor.page);
    await dialog.answer(/no login/, "-x");
    await dialog.shows("Enter HOST or HOST:PORT.");
    await dialog.answer(/HOST/, "127.0.0.1:1");
    const terminal = editor.page.locator(".terminal .xterm-rows");
    await expect.poll(() => terminal.textContent()).toContain("server-unreachable");
  });
});
