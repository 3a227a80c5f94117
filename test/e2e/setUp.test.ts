import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { attempt } from "../support/connect.ts";
import { picture } from "./picture.ts";
import {
  authority,
  clipboard,
  data,
  dialog,
  editor,
  folder,
  inWindow,
  running,
  startServer,
  state,
  withSetUp,
} from "./setUpWindow.ts";

const passphrase = "correct horse battery";
/** The connection string that the set-up gave. */
let advice: string;

withSetUp();

describe("Set up, in VS Code", () => {
  inWindow(true);

  it("leads from the walkthrough to the set-up", async () => {
    await editor.run("Welcome: Open Walkthrough...");
    await dialog.pick(/./, "Set Up TLS for PostgreSQL");
    const page = editor.page.locator(".gettingStartedContainer");
    await page.locator(".getting-started-step", { hasText: "Make certificates" }).click();
    await page.getByText("Create Client Certificates").click();
    await dialog.leave("The folder of the CA");
  });

  it("goes back one question with the arrow, leaves with Escape, and writes nothing when the summary is cancelled", async () => {
    const before = await readdir(data);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.pick("What do you want to set up?", "Self-Signed");
    await dialog.shows("Host names and IP addresses");
    expect(await dialog.title()).toMatch(/^Self-Signed Server Certificate \(2\/\d+\)$/);
    await dialog.back();
    expect(await dialog.title()).toMatch(/^Set Up TLS \(1\/\d+\)$/);
    await dialog.pick("What do you want to set up?", "Self-Signed");
    await dialog.leave("Host names and IP addresses");
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.pick("What do you want to set up?", "Self-Signed");
    await dialog.answer("Host names and IP addresses", "not a host!");
    await dialog.shows("neither a host name nor an IP address");
    await dialog.answer("neither a host name nor an IP address", "localhost");
    await dialog.answer("Which kind of key?");
    await dialog.answer("Days until", "0");
    await dialog.answer("A whole number from 1 to", "30");
    await dialog.answer("Which TLS versions");
    await dialog.pick("Which record for clients", "None");
    await dialog.box.getByText("Cancel").waitFor();
    expect((await dialog.entries()).join("\n")).toMatch(/server\.key.*0600/);
    await dialog.pick(/./, "Cancel");
    await dialog.isGone();
    expect(await readdir(data)).toEqual(before);
  });

  it("makes a CA and the server's certificate, and changes the configuration at once", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.pick("What do you want to set up?", "Root CA and Server");
    await dialog.answer("The folder of the CA", authority);
    await dialog.answer("The name of the new CA", "Test CA");
    await dialog.pick("How is the CA's key stored?", /^Encrypted/);
    await dialog.answer("Host names and IP addresses", "localhost, 127.0.0.1");
    await dialog.answer("Which kind of key?");
    await dialog.answer("Days until");
    await dialog.answer("Which TLS versions");
    await dialog.pick("Which record for clients", "None");
    await dialog.answer("it is not stored", passphrase);
    await dialog.answer("Repeat the passphrase", "something else");
    await dialog.answer("The passphrases differ", passphrase);
    await dialog.box.getByText("and Change the Configuration").waitFor();
    await picture(editor, "set-up-summary");
    await dialog.pick(/./, "Write These");
    await dialog.box.getByText("Done").waitFor();
    await dialog.close();
    expect(await readFile(join(data, "postgresql.conf"), "utf8")).toMatch(/^ssl = on/m);
    await startServer();
  });

  it("makes a client certificate, with which the reloaded server lets the client in", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Create Client Certificates…");
    await dialog.answer("The folder of the CA"); // the one of before
    await dialog.answer("The roles that get a certificate", "postgres");
    await dialog.pick("Which subject", "The Role Alone");
    await dialog.answer("As which files?");
    await dialog.answer("Which kind of key?");
    await dialog.answer("Days until");
    await dialog.pick("Which record for clients", /^Client Certificate/);
    await dialog.answer("From where");
    await dialog.answer("Passphrase", passphrase);
    await dialog.pick(/./, "Write These");
    await dialog.box.getByText("Connection String").waitFor();
    expect(await dialog.title()).toBe("Client Certificates: Done");
    await dialog.pick(/./, "Connection String");
    await expect.poll(() => clipboard()).toContain("verify-full");
    advice = (await clipboard()).replaceAll("HOME/", `${folder}/`);
    await dialog.pick(/./, "Copies for the Client");
    await expect.poll(() => clipboard()).toContain("scp");
    await copyAsAdvised(await clipboard(), folder);
    await dialog.close();
    await running?.reload();
    expect(await connect(advice)).toBe("/CN=postgres");
    expect(await attempt({ to: running?.port ?? 0, user: "postgres", database: "postgres", tls: {} })).toBe(
      "refuses",
    );
  });

  it("says that the client gets in, and by which record", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Check a Client…");
    await dialog.pick("What is known of the client?", "Type, Address");
    await dialog.pick("How does the client connect?", "TLS");
    await dialog.answer("The client's address");
    await dialog.answer("The role");
    await dialog.answer("The database");
    await dialog.pick("The certificate that the client sends", "postgres.crt");
    const answer = editor.page.locator(".notification-toast", { hasText: "Admitted: postgres to postgres" });
    await answer.waitFor();
    await answer.getByRole("button", { name: /^Show Line/ }).click();
    await editor.page.locator(".tab.active", { hasText: "pg_hba.conf" }).waitFor();
    await editor.page
      .locator(".view-line", { hasText: /hostssl.*postgres.*cert/ })
      .first()
      .waitFor();
  });

  it("has ticked the steps of the walkthrough that were done", async () => {
    await editor.page.locator(".tab", { hasText: "Welcome" }).click();
    const steps = editor.page.locator(".gettingStartedContainer .getting-started-step");
    for (const title of ["Open the configuration", "Make certificates", "Enforce TLS", "Check a client"])
      await steps
        .filter({ hasText: title })
        .locator(".codicon.complete")
        .first()
        .waitFor({ state: "attached" });
    await editor.run("View: Close All Editors");
  });

  it("renews the server's certificate, once replacing the old one is agreed to", async () => {
    const before = await readFile(join(data, "server.crt"), "utf8");
    await editor.run("PostgreSQL SSL/TLS (pgssl): Renew a Certificate…");
    await dialog.answer("The folder of the CA");
    await dialog.pick("Which certificate is renewed?", "The server's");
    await dialog.pick("With which key", "The Same Key");
    await dialog.answer("Days until");
    await dialog.accept("These files exist already");
    await dialog.answer("Passphrase", passphrase);
    await dialog.pick(/./, "Write This File");
    await dialog.box.getByText("Done").waitFor();
    await dialog.close();
    expect(await readFile(join(data, "server.crt"), "utf8")).not.toBe(before);
    await running?.reload();
    expect(await connect(advice)).toBe("/CN=postgres");
  });

  it("revokes a certificate, and the reloaded server refuses it", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Revoke Certificates…");
    await dialog.answer("The folder of the CA");
    await dialog.pick("What is to be done?", "Revoke Certificates");
    await dialog.pick("The certificates to revoke", "postgres.crt");
    await dialog.accept("The certificates to revoke");
    await dialog.pick("Why?", "Key Compromised");
    await dialog.pick("How does the server get the CRL?", "One File");
    await dialog.answer("Days until");
    await dialog.answer("Passphrase", passphrase);
    await dialog.pick(/./, /Write (This|These)/);
    await dialog.box.getByText("Done").waitFor();
    await dialog.close();
    await running?.reload();
    expect(await connect(advice).catch(String)).toMatch(/revoked|refuses/);
  });

  it.each([
    ["Root, Intermediate", ["ca/intermediate.key", "data/server.crt"]],
    ["Certificate Signing Request", ["data/server.csr"]],
  ])("plans %s by what is proposed, up to the summary", async (path, files) => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.pick("What do you want to set up?", path);
    await takeProposals();
    for (const file of files) {
      const [place = "", name = ""] = file.split("/");
      await expect
        .poll(() => dialog.entriesWith(name))
        .toContainEqual(expect.stringContaining(join(folder, place)));
    }
    await dialog.entriesWith("");
    await dialog.pick(/./, "Cancel");
    await dialog.isGone();
  });

  it("lets nobody but their owner read keys, and leaves no secret in anything that VS Code keeps or shows", async () => {
    const files = await filesBelow(folder);
    const keys: string[] = [];
    for (const path of files) {
      if (!path.includes("/base/") && (await readFile(path, "latin1")).includes("PRIVATE KEY-----"))
        keys.push(path);
    }
    expect(keys.map((path) => path.slice(folder.length + 1)).sort()).toEqual([
      ".postgresql/postgres.key",
      "ca/clients/postgres.key",
      "ca/root.key",
      "data/server.key",
    ]);
    for (const path of keys) expect((await stat(path)).mode & 0o777, path).toBe(0o600);
    expect(await readFile(join(authority, "root.key"), "utf8")).toContain("ENCRYPTED");

    // This VS Code keeps logs, if it can, where it keeps everything else that it remembers.
    const kept = await filesBelow(join(state, "user-data"));
    expect(kept.length).toBeGreaterThan(0);
    for (const path of kept)
      expect(await readFile(path, "latin1"), path).not.toMatch(/correct horse|PRIVATE KEY/);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Show Output");
    const output = editor.page.locator(".part.panel .output-view");
    await output.locator(".view-lines").waitFor();
    expect(await output.textContent()).not.toMatch(/correct.horse|PRIVATE.KEY/);
  });
});

describe("Set up, in a folder that is not trusted", () => {
  inWindow(false);

  it("is not offered", async () => {
    await editor.isRestricted();
    await editor.openFile(join(data, "pg_hba.conf"));
    await editor.page.keyboard.press("F1");
    await dialog.box.locator("input").first().fill(">PostgreSQL SSL/TLS (pgssl): ");
    await expect.poll(() => dialog.entries()).toContainEqual(expect.stringContaining("Check a Client"));
    const offered = await dialog.entries();
    expect(offered.filter((entry) => /Set Up|Create|Renew|Revoke/.test(entry))).toEqual([]);
  });
});

/** Takes what every question proposes, up to the summary. */
async function takeProposals(): Promise<void> {
  const isSummary = dialog.box.getByText("Nothing is written");
  const secret = dialog.box.locator("input[type=password]");
  const all = dialog.box.getByRole("checkbox", { name: "Toggle all checkboxes" });
  let title = "";
  for (;;) {
    await expect.poll(() => dialog.title()).not.toBe(title);
    if (await isSummary.isVisible()) return;
    title = await dialog.title();
    if (await secret.isVisible()) await secret.fill(passphrase);
    if (await all.isVisible()) {
      await all.click();
      await dialog.accept("These files exist already");
    } else {
      await dialog.box.locator("input[type=text], input[type=password]").first().press("Enter");
    }
  }
}

/**
 * Connects as a connection string says, but for the port and the database, with the real client where there is one. Returns
 * the name in the certificate that the server let in over an encrypted connection.
 */
async function connect(text: string): Promise<string> {
  const parts = Object.fromEntries(text.split(" ").map((part) => part.split("=", 2))) as Record<
    string,
    string
  >;
  expect(parts).toMatchObject({ host: "localhost", sslmode: "verify-full" });
  const port = running?.port ?? 0;
  const where = Object.entries({ ...parts, dbname: "postgres", port, hostaddr: "127.0.0.1" });
  const sql = "select client_dn from pg_stat_ssl where pid = pg_backend_pid() and ssl";
  const arguments_ = ["-XAtw", "-c", sql, where.map((part) => part.join("=")).join(" ")];
  const answer = await promisify(execFile)("psql", arguments_).catch((error) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (answer) return answer.stdout.trim();
  const read = (path = "") => readFile(path);
  const tls = {
    ca: await read(parts.sslrootcert),
    cert: await read(parts.sslcert),
    key: await read(parts.sslkey),
  };
  const output = await attempt({ to: port, user: "postgres", database: "postgres", tls });
  return output === "lets in" ? "/CN=postgres" : output;
}

/** Runs the command that gives a client its copies, with the client's machine being this one. */
async function copyAsAdvised(command: string, home: string): Promise<void> {
  const client = `
    ssh() { shift; (cd "$HOME" && "$@"); }
    scp() { [ "$1" != -p ] || shift; cp -p "\${@:1:$#-1}" "$HOME/\${@: -1:1}"; }`;
  const script = `${client}\n${command.replaceAll("CLIENT:", "")}`;
  await promisify(execFile)("bash", ["-ec", script], { env: { ...process.env, HOME: home } });
}

async function filesBelow(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) found.push(...(await filesBelow(inside)));
    else if (entry.isFile()) found.push(inside);
  }
  return found;
}
