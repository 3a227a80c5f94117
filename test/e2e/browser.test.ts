import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Dialog } from "./dialog.ts";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

/** By this setting VS Code runs the packaged extension in a worker of the browser, as where there is no machine behind the window. */
const inBrowser = { "remote.extensionKind": { "pgssl.pgssl": ["web"] } };

describe("in a browser without a machine behind it", () => {
  inWindow(() => folders.demo, true, inBrowser);

  it("underlines a bad line and says what is wrong with it", async () => {
    const file = join(folders.demo, "mistakes/pg_hba.conf");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    await editor.goTo(await lineOf(file, "hostsll"), 3);
    expect(await editor.hover("hostssl")).toContain("hba-type-unknown");
  });

  it("offers the values of clientcert that the server's version knows", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    const line = "hostssl    all          all         127.0.0.1/32    scram-sha-256";
    await editor.goTo(await lineOf(file, line), line.length + 1);
    await editor.type(" clientcert=");
    await expect.poll(async () => (await editor.suggestions()).sort()).toEqual(["verify-ca", "verify-full"]);
    await editor.revert();
  });

  it("decodes the certificate of the workspace that a setting names, and verifies who issued it", async () => {
    const file = join(folders.demo, "cluster/postgresql.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "ssl_cert_file"), 20);
    const words = await editor.hover("Issuer");
    expect(words).toMatch(/SHA-?256/i);
    expect(words).not.toMatch(/cannot be checked here|[-r][-w]x?-|0644/);
    await picture(editor, "browser");
  });

  it("claims no mode and no owner of a key, and still says what it fits", async () => {
    const file = join(folders.demo, "open-key/postgresql.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "ssl_key_file"), 20);
    const words = await editor.hover("Mode and owner are unknown here.");
    expect(words).toMatch(/tls\/server\.crt/);
    await editor.run("Problems: Focus on Problems View");
    await editor.page.locator(".markers-panel [role=treeitem]").first().waitFor();
    expect(await editor.page.locator(".markers-panel").textContent()).not.toMatch(/permission|0600|owner/i);
  });

  it("shows a certificate as a page", async () => {
    const page = await editor.openPage(join(folders.demo, "cluster/tls/server.crt"));
    await page.getByText("unknown here").first().waitFor();
    await page.getByText("Not after").or(page.getByText("Valid")).first().waitFor();
  });

  it("says where files are read, and that modes are unknown", async () => {
    await editor.openFile(join(folders.demo, "cluster/pg_hba.conf"));
    const status = await editor.languageStatus("Files are read through the browser");
    expect(status).toMatch(/modes and owners are unknown/);
    expect(status).toMatch(/PG_VERSION/);
  });

  it("hides what needs a machine", async () => {
    await editor.page.keyboard.press("F1");
    const input = editor.page.locator(".quick-input-widget input");
    await input.fill(">PostgreSQL SSL/TLS (pgssl)");
    await editor.page.locator(".quick-input-list .monaco-list-row", { hasText: "Check a Client" }).waitFor();
    const names = await editor.page.locator(".quick-input-list .monaco-list-row").allTextContents();
    expect(names.join("\n")).not.toMatch(/Set Up|Create Client|Renew|Revoke|Running Server/);
    await new Dialog(editor.page).close();
  });
});
