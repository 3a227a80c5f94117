import { X509Certificate } from "node:crypto";
import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";
import { lineOf } from "./lineOf.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("buttons that lead on", () => {
  // Text that can be read, not a picture of it.
  inWindow(() => folders.demo, true, { "terminal.integrated.gpuAcceleration": "off" });

  const notification = (words: string) => editor.page.locator(".notification-toast", { hasText: words });
  const press = (within: Locator, name: string | RegExp) => within.getByRole("button", { name }).click();

  it("lead from a line of the server's log to the line of the configuration behind it", async () => {
    const file = join(folders.demo, "mistakes/postgresql.conf");
    await editor.openFile(join(folders.demo, "mistakes/pg_hba.conf"));
    await editor.run("PostgreSQL SSL/TLS (pgssl): Find the Cause of a Message…");
    const dialog = new Dialog(editor.page);
    await dialog.answer("A message from the log", "");
    await dialog.shows("Paste a message");
    const message = 'FATAL:  private key file "tls/server.key" has group or world access';
    await dialog.answer("Paste a message", message);
    const answer = notification("0644");
    await answer.waitFor();
    const line = await lineOf(file, "ssl_key_file");
    await press(answer, `Show postgresql.conf:${line}`);
    await editor.page.locator(".tab.active", { hasText: "postgresql.conf" }).waitFor();
    await editor.isOnLine(line);
  });

  it("take a change back, copy the reload that is due, and put it into a terminal", async () => {
    const key = join(folders.demo, "open-key/tls/server.key");
    const file = join(folders.demo, "open-key/postgresql.conf");
    const mode = async () => (await stat(key)).mode & 0o777;
    const start = "ssl_key_file = 'tls/";
    const fix = async () => {
      await editor.goTo(await lineOf(file, start), start.length); // from the notification, which had the focus
      await editor.errors.first().waitFor();
      await editor.quickFixes();
      await editor.pickFix(/0600/);
      await editor.answer("Change It");
      await expect.poll(mode).toBe(0o600);
    };
    await editor.openFile(file);
    await fix();
    await press(notification("A reload is due"), "Undo");
    await expect.poll(mode).toBe(0o644);
    await fix();
    await press(notification("A reload is due"), /^Copy SELECT/);
    await expect
      .poll(() => editor.page.evaluate("navigator.clipboard.readText()"))
      .toBe("SELECT pg_reload_conf();");
    await chmod(key, 0o644);
    await fix();
    await press(notification("A reload is due"), "Reload in Terminal");
    const terminal = editor.page.locator(".terminal .xterm-rows");
    await expect.poll(() => terminal.textContent()).toMatch(/pg_ctl\s+reload/);
    await editor.run("View: Hide Panel");
  });

  it("begin the renewal of the certificate beside which they are, whatever is open", async () => {
    await editor.openFile(join(folders.demo, "cluster/pg_hba.conf"));
    await editor.widenSideBar(430);
    await editor.showClusters();
    await editor.walkTo(/^mistakes/);
    await editor.walkTo(/^Certificate, CN=db.example.com/);
    const row = editor.page.locator(".pane-body .monaco-list-row.focused");
    await row.hover();
    await press(row, "Renew a Certificate…");
    const dialog = new Dialog(editor.page);
    await dialog.shows("The folder of the CA");
    expect(await dialog.title()).toMatch(/^Renew a Certificate/);
    await dialog.answer("The folder of the CA", join(folders.demo, "ca"));
    await dialog.shows("Which certificate is renewed?");
    const file = await readFile(join(folders.demo, "mistakes/tls/server.crt"));
    const until = new Date(new X509Certificate(file).validTo).toISOString().slice(0, 10);
    const [first] = await dialog.entries();
    expect(first).toContain(`The server's: CN=db.example.com,O=Example, until ${until}`);
    await dialog.leave("Which certificate is renewed?");
  });
});
