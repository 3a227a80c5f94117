import { chmod, chown, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCurrentAuthority } from "../support/currentCertificates.ts";
import { type RunningServer, server } from "../support/postgres.ts";
import { account } from "../support/unprivileged.ts";
import { Dialog } from "./dialog.ts";
import { picture } from "./picture.ts";
import { editor, inWindow, withExtension } from "./window.ts";

withExtension();

describe("a running server", () => {
  const password = "s3cret p'w";
  let data: string;
  let running: RunningServer;

  const give = async (name: string, content: string, mode = 0o644) => {
    await writeFile(join(data, name), content);
    await chmod(join(data, name), mode);
    if (account) await chown(join(data, name), account.uid, account.gid);
  };

  beforeAll(async () => {
    const postgres = await server(18);
    data = await postgres.initdb();
    const ca = await createCurrentAuthority("Example Root CA");
    const names = { name: "db.example.com", dnsNames: ["db.example.com"], ipAddresses: ["127.0.0.1"] };
    const place = async ({ certificate, key }: Awaited<ReturnType<typeof ca.issue>>) => {
      await give("server.crt", certificate + ca.pem);
      await give("server.key", key, 0o600);
    };
    await place(await ca.issue({ ...names, daysAgo: 80, daysAhead: 12 }));
    await give("postgresql.conf", "ssl = on\n");
    await give("pg_hba.conf", "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n");
    running = await postgres.start(data, { tcp: true });
    const admin = new pg.Client({ host: running.socketFolder, port: running.port, user: "postgres" });
    await admin.connect();
    await admin.query(`alter role postgres password ${admin.escapeLiteral(password)}`);
    await admin.end();
    await place(await ca.issue({ ...names, daysAgo: 1, daysAhead: 365 }));
  });

  afterAll(() => running?.stop());

  inWindow(() => dirname(data), true);
  const host = () => `127.0.0.1:${running.port}`;
  const conninfo = () => `host=127.0.0.1 port=${running.port} user=postgres`;
  const outdated = /^server.crt was renewed, and the server serves the one before/;

  it("serves a certificate that was renewed on disk, which the tree says", async () => {
    await editor.widenSideBar(760);
    await editor.openFile(join(data, "postgresql.conf"));
    await editor.run("PostgreSQL SSL/TLS (pgssl): Compare with the Running Server…");
    const dialog = new Dialog(editor.page);
    await dialog.answer(/no login/, "-x");
    await dialog.shows("Enter HOST or HOST:PORT.");
    await dialog.answer(/HOST/, host());
    await editor.treeItem(outdated).waitFor();
    await editor.treeItem(new RegExp(`^${host()}, serves CN=db.example.com`)).waitFor();
    await picture(editor, "running-server");
  });

  it("shows the certificates that are sent on their page", async () => {
    await editor.treeItem(/^CN=db.example.com, since .*, 11 days left/).click();
    const page = editor.pageFrame();
    await page.getByRole("heading", { name: `${host()}, sent at` }).waitFor();
    expect(await page.locator("body").textContent()).toContain("Example Root CA");
    await picture(editor, "served-certificate");
    await editor.run("View: Close All Editors");
  });

  it("reloads after a question, and serves what is on disk", async () => {
    const line = editor.treeItem(new RegExp(`^${host()}, serves`));
    await line.hover();
    await line.getByRole("button", { name: "Reload the Running Server…" }).click();
    const dialog = new Dialog(editor.page);
    await dialog.answer(/connection string/);
    await dialog.answer("The password that the server wants", password);
    await dialog.pick("The server accepted the password", "Store it");
    const question = await editor.question();
    expect(question).toContain(`Reload the server at ${conninfo()}?`);
    expect(question).toMatch(/server.crt was renewed/);
    await picture(editor, "reload");
    await editor.answer("Reload");
    await editor.treeItem(/^Nothing to complain about/).waitFor();
    await editor.treeItem(outdated).waitFor({ state: "detached" });
    const message = editor.page.locator(".notification-toast", {
      hasText: /Reloaded at .* New connections get the certificate that is on disk/,
    });
    await message.first().waitFor();
  });

  it("is connected to with the password that was kept, and says what was edited since", async () => {
    const records = await readFile(join(data, "pg_hba.conf"), "utf8");
    await give("pg_hba.conf", `${records}host all all ::1/128 reject\n`);
    const later = Date.now() / 1000 + 2; // the server compares whole seconds
    await utimes(join(data, "pg_hba.conf"), later, later);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Connect to the Running Server…");
    const dialog = new Dialog(editor.page);
    await dialog.answer(/connection string/, `${conninfo()} password=x`);
    await dialog.shows("Enter a connection string without a password.");
    await dialog.answer(/connection string/, conninfo());
    await editor.treeItem(/^The file was edited since the server loaded it/).waitFor();
  });
});
