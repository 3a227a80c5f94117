import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createCertificate, createKey } from "../../server/src/pki/create.ts";
import { readPrivateKey } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import type { ClientAdvice } from "../../server/src/setup/plan.ts";
import { attempt } from "../support/connect.ts";
import { connectAsAdvised } from "../support/connectAsAdvised.ts";
import { digestOf } from "../support/packagedExtension.ts";
import { setUp } from "../support/setUp.ts";
import {
  authority,
  data,
  dialog,
  editor,
  folder,
  inWindow,
  running,
  startServer,
  withSetUp,
} from "./setUpWindow.ts";

const passphrase = "correct horse battery";

withSetUp();
inWindow(true);

describe("A company's CA, in VS Code", () => {
  it("is sent a request, of which the dialog says what comes next", async () => {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "Certificate Signing Request");
    await dialog.answer("Host names and IP addresses", "localhost");
    await dialog.answer("Which kind of key?");
    await dialog.pick(/./, "Write These");
    await dialog.box.getByText("When the answer has come: “Install the CA's Answer”").waitFor();
    expect((await dialog.entries()).join()).not.toContain("pg_ctl"); // it is nothing for the server yet
    await dialog.close();
    expect(await readFile(join(data, "server.csr"), "utf8")).toContain("CERTIFICATE REQUEST");
  });

  it("may answer for another key, which is shown and changes nothing", async () => {
    await writeFile(join(folder, "wrong.crt"), (await answerFor()).leaf);
    const before = await digest();
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "Install the CA's Answer");
    await dialog.pick("The CA's answer", "wrong.crt");
    await dialog.accept("The CA's answer");
    await dialog.answer("Which TLS versions");
    await dialog.pick("Which record for clients", "None");
    expect(await editor.question()).toContain(
      `The answer is for another key than ${join(data, "server.key")}`,
    );
    await editor.answer("OK");
    await dialog.leave("The CA's answer");
    expect(await digest()).toBe(before);
  });

  it("is believed by the clients of the server that shows its answer", async () => {
    const { leaf, root } = await answerFor(join(data, "server.key"));
    await writeFile(join(folder, "answer.pem"), root + leaf);
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "Install the CA's Answer");
    await dialog.pick("The CA's answer", "answer.pem");
    await dialog.accept("The CA's answer");
    await dialog.answer("Which TLS versions");
    await dialog.pick("Which record for clients", "None");
    await dialog.pick("The certificate of CN=localhost from CN=Company", "Write This File");
    await dialog.box.getByText("Done").waitFor();
    await dialog.close();
    expect(await readFile(join(data, "server.crt"), "utf8")).toBe(leaf);
    const { port } = await startServer();
    const verify = { authorities: Buffer.from(root), host: "localhost" };
    expect(await attempt({ to: port, user: "postgres", database: "postgres", tls: {}, verify })).toBe(
      "lets in",
    );
  });
});

describe("CA rollover, in VS Code", () => {
  let client: ClientAdvice;
  /** The client's certificate from the old CA. */
  let old: Buffer;
  const secrets = { newAuthorityKey: passphrase, authorityKey: passphrase };
  const ofClient = () => join(authority, "clients", "postgres.crt");
  const connect = (root: string) =>
    connectAsAdvised(client, running?.port ?? 0, { rootCertificate: join(`${authority}-2`, root) });

  /** Answers all prompts of a rollover up to the passphrase of the new CA's key. */
  async function answerRollover(): Promise<void> {
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "CA Rollover");
    await dialog.answer("The folder of the CA", authority);
    await dialog.answer("The folder of the new CA");
    await dialog.answer("The name of the new CA");
    await dialog.pick("How is the CA's key stored?", /^Encrypted/);
    await dialog.answer("Which kind of key?");
    await dialog.accept("These files exist already");
    await dialog.shows("it is not stored");
  }

  it("writes nothing when the user leaves in the middle, and says so", async () => {
    const ca = { cluster: data, authorityFolder: authority, encryptAuthorityKey: true };
    const configuration = { access: { method: "cert" as const } };
    await setUp({ ...ca, path: "ca", authorityName: "Example CA", hosts: ["localhost"] }, secrets);
    const plan = await setUp(
      { ...ca, path: "client", clients: [{ role: "postgres" }], configuration },
      secrets,
    );
    [client] = plan.clients as [ClientAdvice];
    await setUp({ ...ca, path: "crl" }, secrets);
    old = await readFile(ofClient());
    const before = await digest();
    await answerRollover();
    await dialog.answer("it is not stored", passphrase);
    await dialog.leave("Repeat the passphrase");
    await editor.page.locator(".statusbar-item", { hasText: "nothing was written" }).waitFor();
    expect(await digest()).toBe(before);
  });

  it("lets clients of the old CA and of the new one in, though the server has a CRL", async () => {
    await answerRollover();
    await dialog.answer("it is not stored", passphrase);
    await dialog.answer("Repeat the passphrase", passphrase);
    await dialog.pick("A new CA, Example CA G2, beside CN=Example CA", "Write These 6 Files");
    await dialog.box.getByText("to all clients as").waitFor();
    await dialog.close();
    await running?.reload();
    expect(await connect("bundle.crt")).toBe("lets in");
  });

  it("does not retire a CA that is in use, says by whom, and changes nothing", async () => {
    const before = await digest();
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "Retire the Old CA");
    await dialog.answer("The folder of the old CA"); // that before the one of the last time
    await dialog.answer("The folder of the new CA");
    const words = `come from it: ${join(data, "server.crt")}, ${ofClient()}.`;
    await dialog.leave(words);
    expect(await digest()).toBe(before);
  });

  it("ends with the old CA retired, whose clients are refused from then on", async () => {
    const renewal = { cluster: data, authorityFolder: `${authority}-2`, path: "renew" as const };
    await setUp(renewal, secrets);
    await setUp({ ...renewal, certificate: ofClient() }, secrets);
    await running?.reload();
    expect(await connect("bundle.crt")).toBe("lets in");
    await editor.run("PostgreSQL SSL/TLS (pgssl): Set Up TLS…");
    await dialog.find("What do you want to set up?", "Retire the Old CA");
    await dialog.answer("The folder of the old CA");
    await dialog.answer("The folder of the new CA");
    await dialog.accept("These files exist already");
    await dialog.pick("Trust in CN=Example CA G2 alone", "Write These 3 Files");
    await dialog.box.getByText(`Destroy ${join(authority, "root.key")}`).waitFor();
    await dialog.close();
    await running?.reload();
    expect(await connect("root.crt")).toBe("lets in");
    const tls = { cert: old, key: await readFile(join(authority, "clients", "postgres.key")) };
    expect(await attempt({ to: running?.port ?? 0, user: "postgres", database: "postgres", tls })).toBe(
      "refuses",
    );
  });
});

/** All that a set-up may write, as one number. */
async function digest(): Promise<string> {
  const names = (await readdir(data)).filter((name) => /\.(conf|crt|key|csr|crl)\b/.test(name)).sort();
  return digestOf([authority, `${authority}-2`, ...names.map((name) => join(data, name))]);
}

/** A certificate for a key, or for one that nobody knows, from a root of its own. */
async function answerFor(keyFile?: string): Promise<{ leaf: string; root: string }> {
  const dates = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
  const key = await createKey("EC P-256");
  const { publicKey } = keyFile === undefined ? key : await readPrivateKey(await readFile(keyFile));
  const root = await createCertificate({ subject: "Company", key, role: "ca", ...dates });
  const issuer = { certificate: root, key };
  const names = { subject: "localhost", dnsNames: ["localhost"] };
  const leaf = await createCertificate({ ...names, key: { publicKey }, issuer, role: "server", ...dates });
  return { leaf: toPem("CERTIFICATE", leaf), root: toPem("CERTIFICATE", root) };
}
