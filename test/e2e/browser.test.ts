import { join } from "node:path";
import { describe, it } from "vitest";
import { editor, folders, inWindow, withExtension } from "./window.ts";

withExtension();

/** By this setting VS Code runs the packaged extension in a worker of the browser, as where there is no machine behind the window. */
const inBrowser = { "remote.extensionKind": { "pgssl.pgssl": ["web"] } };

describe("in a browser without a machine behind it", () => {
  inWindow(() => folders.demo, true, inBrowser);

  it("says in the view what works here and where more does", async () => {
    await editor.widenSideBar(430);
    await editor.run("PostgreSQL SSL: Focus on PostgreSQL SSL View");
    await editor.page.getByText("In the browser PostgreSQL SSL only highlights.").waitFor();
  });

  it("highlights, and says behind the braces that it does nothing else", async () => {
    await editor.openFile(join(folders.demo, "cluster/pg_hba.conf"));
    await editor.languageStatus("Highlighting only");
  });

  it("explains itself where a command is run that cannot work", async () => {
    await editor.run("Check a Client");
    await editor.page.getByText("PostgreSQL SSL only highlights here").first().waitFor();
  });

  it("opens a certificate as a page that leads to its text", async () => {
    await editor.openQuickly(join(folders.demo, "cluster/tls/server.crt"));
    await editor.pageFrame().getByText("PostgreSQL SSL only highlights here").waitFor();
  });
});
