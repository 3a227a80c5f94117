import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lineOf } from "./lineOf.ts";
import { picture } from "./picture.ts";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

describe("the tree of clusters", () => {
  inWindow(() => folders.demo, true);

  it("shows the clusters of the workspace before any of their files is open", async () => {
    await editor.widenSideBar(430);
    await editor.showClusters();
    await editor.treeItem(/^cluster, PostgreSQL 18 · TLS on/).waitFor();
    await editor.treeItem(/^mistakes, .*has errors/).waitFor();
    await editor.treeItem(/^Certificate, CN=db.example.com · 397 days · key ✓/).waitFor();
  });

  it("counts in the Problems panel what the tree counts, without any file open, and after a tab is closed", async () => {
    await editor.run("View: Close All Editors");
    const mistakes = editor.treeItem(/^mistakes, /);
    const counts = (await mistakes.getAttribute("aria-label"))?.match(/\d+ (error|warning|note|hint)/g) ?? [];
    await editor.page.locator(".activitybar .badge", { hasText: /^\d+$/ }).first().waitFor();
    await editor.run("Problems: Focus on Problems View");
    const panel = editor.page.locator(".markers-panel");
    const file = panel.getByRole("treeitem", { name: /problems? in file pg_hba.conf of folder .*mistakes/ });
    await file.waitFor();
    const before = await file.getAttribute("aria-label");
    await picture(editor, "problems");
    await editor.openFile(join(folders.demo, "mistakes/pg_hba.conf"));
    await editor.errors.first().waitFor();
    await editor.run("View: Close All Editors");
    await editor.page.locator(".tab").first().waitFor({ state: "detached" });
    await expect.poll(() => file.getAttribute("aria-label")).toBe(before);
    expect(counts.length).toBeGreaterThan(0);
    await editor.run("View: Hide Panel");
  });

  it("leads to the line of a problem by the keyboard alone", async () => {
    await editor.showClusters();
    await editor.walkTo(/^mistakes/);
    await editor.walkTo(/^Problems/);
    await editor.unfold();
    await editor.walkTo(/conf-setting-unknown/);
    await editor.follow();
    const file = join(folders.demo, "mistakes/postgresql.conf");
    await editor.isOnLine(await lineOf(file, "sslmode"));
  });

  it("says who must present a certificate, and follows an edit", async () => {
    await editor.showClusters();
    await editor.walkTo(/^Who must present a certificate, 3/);
    await editor.unfold();
    const people = editor.treeItem(/^members of people from 10.0.0.0\/8 to any database, must present/);
    await people.waitFor();
    await picture(editor, "tree");
    const file = join(folders.demo, "cluster/pg_hba.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "hostssl    all          +people"), 1);
    await editor.type("#");
    await people.waitFor({ state: "detached" });
    await editor.revert();
    await people.waitFor();
  });

  it("finds a cluster that comes while it is shown", async () => {
    await mkdir(join(folders.demo, "another"));
    await writeFile(join(folders.demo, "another/pg_hba.conf"), "hostssl all all all cert\n");
    await editor.treeItem(/^another\/pg_hba.conf, PostgreSQL/).waitFor();
    await rm(join(folders.demo, "another"), { recursive: true });
    await editor.treeItem(/^another\/pg_hba.conf, PostgreSQL/).waitFor({ state: "detached" });
  });

  it("copies a path from the context menu, and opens the page of a certificate", async () => {
    await editor.pickFromMenu(editor.treeItem(/^CRLs, 2 CRLs/), "Copy Path");
    const path = join(folders.demo, "cluster/tls/crl.pem");
    await expect.poll(() => editor.page.evaluate("navigator.clipboard.readText()")).toBe(path);
    await editor.treeItem(/^CRLs, 2 CRLs/).click();
    await editor.pageFrame().getByRole("heading", { name: "crl.pem", level: 1 }).waitFor();
  });

  it("shows hints behind the files that the settings name", async () => {
    await editor.run("View: Close All Editors");
    await editor.run("View: Toggle Primary Side Bar Visibility");
    const file = join(folders.demo, "cluster/postgresql.conf");
    await editor.openFile(file);
    await editor.goTo(await lineOf(file, "ssl_key_file"), 1);
    await editor.page.getByText("RSA 2048 · certificate ✓ · 0600").waitFor();
    await editor.page.getByText("CN=db.example.com · 397 days · key ✓").waitFor();
    await picture(editor, "hints");
  });
});

describe("the page of a file", () => {
  inWindow(() => folders.demo, true);

  it("shows a leaf with its chain, as a picture and to a screen reader", async () => {
    const page = await editor.openPage(join(folders.demo, "cluster/tls/server.crt"));
    await page.getByRole("heading", { name: "server.crt", level: 1 }).waitFor();
    await picture(editor, "certificate");
    const chain = page.getByRole("list", { name: /^Chain of CN=db.example.com/ });
    expect(await chain.ariaSnapshot()).toBe(
      [
        '- list "Chain of CN=db.example.com, each issued by the next":',
        "  - listitem:",
        '    - link "CN=db.example.com leaf 397 days":',
        '      - /url: "#block-0"',
        "  - listitem:",
        "    - text: issued by",
        '    - link "CN=Example Database CA intermediate CA 1824 days":',
        '      - /url: "#block-1"',
        "  - listitem: issued by CN=Example Root CA issuer, not in this file",
      ].join("\n"),
    );
    const leaf = page.getByRole("article", { name: "CN=db.example.com" });
    await leaf.getByRole("img", { name: /percent of the time from .* has passed/ }).waitFor();
    await leaf.getByText("DNS:db.example.com, DNS:localhost, IP Address:127.0.0.1").waitFor();
  });

  it("is walked through by the keyboard: from the picture to the facts, and to the clipboard", async () => {
    const page = editor.pageFrame();
    await page.getByRole("link", { name: "Open as text" }).focus();
    for (const name of [/^CN=db.example.com/, /^CN=Example Database CA/]) {
      await editor.page.keyboard.press("Tab");
      await expect.poll(() => page.locator(":focus").textContent()).toMatch(name);
    }
    await editor.page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByRole("heading", { name: "CN=Example Database CA" }).evaluate(isInView))
      .toBe(true);
    await page.getByRole("link", { name: "Copy: SHA-256 fingerprint" }).first().focus();
    await editor.page.keyboard.press("Enter");
    await expect
      .poll(() => editor.page.evaluate("navigator.clipboard.readText()"))
      .toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it("says of a key what it is and whose, and shows none of it", async () => {
    const file = join(folders.demo, "open-key/tls/server.key");
    await editor.run("View: Close All Editors");
    await editor.openFile(file);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Open Certificate View");
    const page = editor.pageFrame();
    await page.getByRole("heading", { name: "server.key", level: 1 }).waitFor();
    const text = await page.locator("body").textContent();
    expect(text).toMatch(/RSA, 2048 bits/);
    expect(text).toMatch(/CN=db.example.com \(in tls\/server.crt\)/);
    expect(text).toMatch(/Error:.*0644/);
    const secret = (await readFile(file, "utf8")).split("\n")[3] ?? "";
    expect(await page.locator("html").innerHTML()).not.toContain(secret.slice(0, 30));
  });

  it("shows CRLs, and follows the file on disk", async () => {
    const file = join(folders.demo, "mistakes/tls/crl.pem");
    await editor.run("View: Close All Editors");
    await editor.openFile(file);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Open Certificate View");
    const page = editor.pageFrame();
    await page.getByText("2 CRLs", { exact: true }).waitFor();
    const text = await readFile(file, "utf8");
    await writeFile(file, text.slice(0, text.indexOf("-----END X509 CRL-----") + 23));
    await page.getByText("CRL", { exact: true }).waitFor();
    await appendFile(file, "-----BEGIN X509 CRL-----\n!\n-----END X509 CRL-----\n");
    await page.getByText(/^This block cannot be read/).waitFor();
  });

  it("says in plain words what a file is that is none of these", async () => {
    const file = join(folders.demo, "client/words.crt");
    await writeFile(file, "not a certificate\n");
    const page = await editor.openPage(file);
    await page.getByText("Text without any PEM block.").waitFor();
  });
});

function isInView(element: { getBoundingClientRect(): { top: number; bottom: number } }): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= 700;
}
