import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";
import { certificatesIn } from "./workspaces.ts";

withExtension();

describe("VS Code with the packaged extension", () => {
  inWindow(() => folders.demo, true);

  it("underlines a bad line and says what is wrong with it", async () => {
    const file = join(folders.demo, "mistakes/pg_hba.conf");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    await editor.goTo(await lineOf(file, "hostsll"), 3);
    expect(await editor.hover("hostssl")).toContain("hba-type-unknown");
    await picture(editor, "diagnostics");
  });

  it("opens the page of a rule behind its name", async () => {
    const file = join(folders.demo, "mistakes/pg_hba.conf");
    await editor.openFile(file);
    await editor.errors.first().waitFor();
    await editor.goTo(await lineOf(file, "hostsll"), 3);
    await editor.hover("hostssl");
    await editor.page.locator(".monaco-hover:visible a", { hasText: "hba-type-unknown" }).first().click();
    await editor.page.locator(".tab.active", { hasText: "hba-type-unknown" }).waitFor();
    await editor.pageFrame().getByRole("heading", { name: "hba-type-unknown" }).first().waitFor(); // a preview, not its source
  });

  it("shows the version and the data directory, and why", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    const status = await editor.languageStatus("PostgreSQL 18");
    expect(status).toMatch(/PG_VERSION/);
    expect(status).toContain(join(folders.demo, "cluster"));
  });

  it("offers the values of clientcert that the server's version knows", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    const line = "hostssl    all          all         127.0.0.1/32    scram-sha-256";
    await editor.goTo(await lineOf(file, line), line.length + 1);
    await editor.type(" clientcert=");
    // 1, 0 and no-verify are of 13 and older
    await expect.poll(async () => (await editor.suggestions()).sort()).toEqual(["verify-ca", "verify-full"]);
    await picture(editor, "completion");
    await editor.revert();
  });

  it("writes a line with values that come by themselves, in the columns of the lines around", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    const line = "hostssl    all          all         127.0.0.1/32    scram-sha-256";
    await editor.goTo(await lineOf(file, line), line.length + 1);
    await editor.type("\nhosts");
    await editor.accept("hostssl", "Tab");
    await editor.accept("all", "Enter");
    await editor.accept("all", "Tab");
    await editor.type("sameh");
    await editor.accept("samehost", "Enter");
    await editor.type("sc");
    await editor.accept("scram-sha-256", "Tab");
    await editor.type(" clientc");
    await editor.accept("clientcert", "Enter");
    await picture(editor, "typing");
    await editor.type("v");
    await editor.accept("verify-full", "Tab");
    await editor.hasLine(
      "hostssl    all          all         samehost        scram-sha-256 clientcert=verify-full",
    );
    await editor.revert();
  });

  it("opens the values of a setting, and filters them while they are typed", async () => {
    const file = join(folders.demo, "cluster/postgresql.conf");
    await editor.openFile(file);
    await editor.goTo(2, 1);
    await editor.type("\n");
    await editor.goTo(2, 1);
    await editor.type("ssl_min");
    await editor.accept("ssl_min_protocol_version", "Tab");
    await expect.poll(() => editor.suggestions()).toEqual(["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"]);
    await editor.type("T");
    await editor.accept("TLSv1.3", "Enter");
    await editor.hasLine("ssl_min_protocol_version = 'TLSv1.3'");
    await editor.revert();
  });

  it("formats a document", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "local"), 1);
    await editor.page.keyboard.press("End");
    await editor.type("\nhost all app ::1/128 md5");
    await editor.page.keyboard.press("Escape");
    await editor.run("Format Document");
    await editor.hasLine("host       all          app         ::1/128         md5");
    await editor.revert();
  });

  it("shows the certificate behind ssl_cert_file", async () => {
    const file = join(folders.demo, "cluster/postgresql.conf");
    await editor.openFile(file);
    const start = "ssl_cert_file = 'tls/";
    await editor.goTo(await lineOf(file, start), start.length);
    expect(await editor.hover("db.example.com")).toContain("Example Database CA");
    await picture(editor, "hover");
  });

  it("sets the mode of a key that all may read, and the underline goes", async () => {
    const file = join(folders.demo, "open-key/postgresql.conf");
    await editor.openFile(file);
    const start = "ssl_key_file = 'tls/";
    await editor.goTo(await lineOf(file, start), start.length);
    await editor.errors.first().waitFor();
    expect(await editor.quickFixes()).toContainEqual(expect.stringMatching(/0600/));
    await picture(editor, "quick-fix");
    await editor.pickFix(/0600/);
    expect(await editor.question()).toContain("mode 0644 becomes 0600");
    await editor.answer("Change It");
    await editor.errors.first().waitFor({ state: "detached" });
    expect((await stat(join(folders.demo, "open-key/tls/server.key"))).mode & 0o777).toBe(0o600);
  });

  it("shows the new order of a chain before it writes the file", async () => {
    const certificate = join(folders.demo, "mixed-chain/tls/server.crt");
    const wrong = await certificatesIn(certificate);
    const file = join(folders.demo, "mixed-chain/postgresql.conf");
    await editor.openFile(file);
    const start = "ssl_cert_file = 'tls/";
    await editor.goTo(await lineOf(file, start), start.length);
    await editor.errors.first().waitFor();
    expect(await editor.quickFixes()).toContainEqual(expect.stringMatching(/own certificate first/));
    await editor.pickFix(/own certificate first/);
    expect(await editor.question()).toMatch(
      /1\. .*CN=db\.example\.com.*, was number 2.*2\. .*, was number 1/s,
    );
    await picture(editor, "fix-preview");
    await editor.answer("Cancel");
    expect(await certificatesIn(certificate)).toEqual(wrong);
    await editor.quickFixes();
    await editor.pickFix(/own certificate first/);
    await editor.answer("Change It");
    await editor.errors.first().waitFor({ state: "detached" });
    expect(await certificatesIn(certificate)).toEqual(wrong.reverse());
  });

  it("knows a file by the configuration that includes it", async () => {
    await editor.openFile(join(folders.demo, "open-key/postgresql.conf"));
    await editor.openFile(join(folders.demo, "open-key/more/tuning.settings"));
    await editor.page.locator(".statusbar-item", { hasText: "PostgreSQL postgresql.conf" }).waitFor();
    await editor.errors.first().waitFor();
  });

  it("checks for another version when the user chooses one", async () => {
    const file = join(folders.demo, "mistakes/pg_hba.conf");
    await editor.openFile(file);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Choose Server Version");
    await editor.pick("PostgreSQL 13");
    expect(await editor.languageStatus("PostgreSQL 13")).toContain("pgssl.serverVersion");
    const settings = await readFile(join(folders.demo, ".vscode/settings.json"), "utf8");
    expect(JSON.parse(settings)).toEqual({ "pgssl.serverVersion": 13 });
  });

  it("goes on after the server was started anew", async () => {
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Restart Language Server");
    await editor.goTo(await lineOf(file, "local"), 1);
    await editor.type("x");
    await editor.errors.first().waitFor();
    await editor.revert();
    await editor.errors.first().waitFor({ state: "detached" });
  });
});

describe("VS Code in a folder that is not trusted", () => {
  inWindow(() => folders.strange, false);

  it("changes nothing on disk", async () => {
    await editor.isRestricted();
    const file = join(folders.strange, "postgresql.conf");
    await editor.openFile(file);
    const start = "ssl_key_file = 'tls/";
    await editor.goTo(await lineOf(file, start), start.length);
    await editor.errors.first().waitFor();
    const fixes = await editor.quickFixes();
    expect(fixes.filter((title) => !/^(Copy the command|Silence|Open the page)/.test(title))).toEqual([]);
    await picture(editor, "untrusted");
    await editor.pickFix(/^Copy/);
    await editor.page.locator(".notification-toast", { hasText: "chmod" }).first().waitFor();
    expect(await editor.page.evaluate("navigator.clipboard.readText()")).toMatch(/^chmod 0600 .*server\.key/);
    expect(await keyMode()).toBe(0o644);
  });

  it("does it once the folder is trusted, without a restart", async () => {
    await editor.trust();
    const file = join(folders.strange, "postgresql.conf");
    await editor.openFile(file);
    const start = "ssl_key_file = 'tls/";
    await editor.goTo(await lineOf(file, start), start.length);
    expect(await editor.quickFixes()).toContainEqual(expect.stringMatching(/^(?!Copy).*0600/));
    await editor.pickFix(/0600/);
    await editor.answer("Change It");
    await expect.poll(keyMode).toBe(0o600);
  });

  async function keyMode(): Promise<number> {
    return (await stat(join(folders.strange, "tls/server.key"))).mode & 0o777;
  }
});
