import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Certificate } from "../../server/src/core/pki.ts";
import { createCertificate, createKey, type Issuer } from "../../server/src/pki/create.ts";
import { pki } from "../../server/src/pki/index.ts";
import { importPublicKey, readPrivateKey } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { findSurroundings } from "../../server/src/setup/index.ts";
import { SetupProblem } from "../../server/src/setup/plan.ts";
import { type SetupKeyKind, type SetupRequest, setupKeyKinds } from "../../server/src/setup/request.ts";
import { hasOpenssl, openssl } from "../pki/openssl.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setUp, setupContext } from "../support/setUp.ts";

/** Keys take their time on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const hasKeytool = spawnSync("keytool", ["-help"]).status === 0;
const at = folderPerTest();
let authorityFolder: string;
let base: Pick<SetupRequest, "authorityFolder" | "serverFolder" | "hosts">;

beforeEach(async () => {
  authorityFolder = at("ca");
  base = { authorityFolder, serverFolder: at("server"), hosts: ["db.example.com", "10.0.0.1"] };
});

async function certificates(path: string): Promise<Certificate[]> {
  return pki.decode(await readFile(path)).blocks.flatMap(({ certificate }) => certificate ?? []);
}
async function first(path: string): Promise<Certificate> {
  const [certificate] = await certificates(path);
  if (!certificate) throw new Error(`${path} holds no certificate`);
  return certificate;
}
const verify = (...args: string[]) => {
  const { stdout, stderr } = spawnSync("openssl", ["verify", "-x509_strict", ...args]);
  return `${stdout}${stderr}`.replaceAll(`${at()}/`, "").trim();
};

describe.each<SetupKeyKind>([...setupKeyKinds])("with %s keys", (keyKind) => {
  test.runIf(hasOpenssl)("openssl accepts every file for what it is for", async () => {
    await setUp({ ...base, path: "self-signed", keyKind });
    const server = at("server", "server.crt");
    expect(
      verify("-purpose", "sslserver", "-verify_hostname", "db.example.com", "-CAfile", server, server),
    ).toBe("server/server.crt: OK");
    await setUp({ ...base, path: "chain", keyKind });
    const [root, middle] = [at("ca", "root.crt"), at("ca", "intermediate.crt")];
    const chain = ["-CAfile", root, "-untrusted", server];
    expect(verify("-purpose", "sslserver", "-verify_ip", "10.0.0.1", ...chain, server)).toBe(
      "server/server.crt: OK",
    );
    expect(verify("-purpose", "sslclient", ...chain, server)).toContain("unsuitable certificate purpose");

    const forms = ["pem", "pkcs12", "pkcs8-der"] as const;
    await setUp(
      { ...base, path: "client", keyKind, clients: [{ role: "app" }], clientForms: forms },
      { export: "p w" },
    );
    const app = at("ca", "clients", "app.crt");
    expect(verify("-purpose", "sslclient", "-CAfile", root, "-untrusted", app, app)).toBe(
      "ca/clients/app.crt: OK",
    );
    const spki = openssl(["x509", "-in", app, "-noout", "-pubkey"]).toString();
    expect(
      openssl(["pkey", "-inform", "DER", "-in", at("ca", "clients", "app.pk8"), "-pubout"]).toString(),
    ).toBe(spki);
    const p12 = at("ca", "clients", "app.p12");
    const shown = spawnSync("openssl", [
      "pkcs12",
      "-info",
      "-in",
      p12,
      "-passin",
      "pass:p w",
      "-noout",
    ]).stderr.toString();
    expect(shown).toContain("MAC: sha256, Iteration 10000");
    expect(shown.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256/g)?.length).toBe(2);
    const opened = openssl(["pkcs12", "-in", p12, "-passin", "pass:p w", "-nodes"]).toString();
    expect(opened).toContain("friendlyName: user");
    expect(openssl(["pkey", "-pubout"], opened).toString()).toBe(spki);
    expect(opened.match(/BEGIN CERTIFICATE/g)?.length).toBe(2);

    await setUp({ ...base, path: "crl", revoke: [app] });
    const lists = [
      "-crl_check_all",
      "-CRLfile",
      at("ca", "root.crl"),
      "-CRLfile",
      at("ca", "intermediate.crl"),
    ];
    expect(verify(...lists, ...chain, server)).toBe("server/server.crt: OK");
    expect(verify(...lists, ...chain, app)).toContain("certificate revoked");

    await setUp({ ...base, path: "renew", certificate: server, newKey: true });
    expect(verify("-purpose", "sslserver", "-verify_hostname", "db.example.com", ...chain, server)).toBe(
      "server/server.crt: OK",
    );
    await setUp({ ...base, path: "renew", certificate: root });
    await setUp({ ...base, path: "renew", certificate: middle });
    expect(verify("-CAfile", root, middle)).toBe("ca/intermediate.crt: OK");
    expect(verify("-CAfile", root, "-untrusted", middle, server)).toBe("server/server.crt: OK");
  });

  test.runIf(hasKeytool)("Java opens the PKCS #12 file", async () => {
    await setUp({ ...base, path: "ca", keyKind });
    const clients = [{ role: "app" }];
    await setUp(
      { ...base, path: "client", keyKind, clients, clientForms: ["pkcs12"] },
      { export: "changeit" },
    );
    const p12 = at("ca", "clients", "app.p12");
    expect(existsSync(at("ca", "clients", "app.key"))).toBe(false);
    const args = ["-list", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore", p12];
    expect(spawnSync("keytool", args).stdout.toString()).toMatch(/^user, .*PrivateKeyEntry/m);
  });
});

/** A company's CA: a root and an intermediate, which sign what a request contains. */
async function companyAnswer(
  key: Uint8Array,
): Promise<{ leaf: Uint8Array; middle: Uint8Array; root: Uint8Array }> {
  const dates = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 9e9) };
  const make = async (subject: string, issuer?: Issuer): Promise<Issuer> => {
    const own = await createKey("EC P-256");
    const ca = { subject, key: own, role: "ca" as const, ...dates };
    return { key: own, certificate: await createCertificate({ ...ca, ...(issuer && { issuer }) }) };
  };
  const root = await make("Company Root");
  const middle = await make("Company Issuing", root);
  const leaf = await createCertificate({
    subject: "db.example.com",
    dnsNames: ["db.example.com"],
    key: await importPublicKey(key),
    issuer: middle,
    role: "server",
    ...dates,
  });
  return { leaf, middle: middle.certificate, root: root.certificate };
}

describe.runIf(hasOpenssl)("a company's CA", () => {
  const requested = async () => {
    await setUp({ ...base, path: "csr", subject: "CN=db.example.com,O=Example" });
    const csr = at("server", "server.csr");
    expect(openssl(["req", "-in", csr, "-verify", "-noout", "-text"]).toString()).toMatch(
      /Subject: O = Example, CN = db\.example\.com[\s\S]*DNS:db\.example\.com, IP Address:10\.0\.0\.1/,
    );
    const pem = openssl(["req", "-in", csr, "-noout", "-pubkey"]);
    return companyAnswer(openssl(["pkey", "-pubin", "-outform", "DER"], pem));
  };
  const pem = (...ders: Uint8Array[]) => ders.map((der) => toPem("CERTIFICATE", der)).join("");
  const pkcs7 = (form: string, ...ders: Uint8Array[]) => {
    const path = at("all.pem");
    spawnSync("tee", [path], { input: pem(...ders) });
    return openssl(["crl2pkcs7", "-nocrl", "-certfile", path, "-outform", form]);
  };

  test("its answer is installed whatever its form and order, leaf first and without the root", async () => {
    const { leaf, middle, root } = await requested();
    const forms: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {
      "one PEM file in disorder": [pem(root, middle, leaf)],
      "separate DER files": [middle, leaf, root],
      "PKCS #7 in PEM": [pkcs7("PEM", root, leaf, middle)],
      "PKCS #7 in DER": [pkcs7("DER", middle, root, leaf)],
    };
    for (const [name, contents] of Object.entries(forms)) {
      const answerFiles = contents.map((_, index) => at(`answer${index}`));
      for (const [index, content] of contents.entries()) await writeFile(at(`answer${index}`), content);
      await setUp({ ...base, path: "install", answerFiles });
      const found = await certificates(at("server", "server.crt"));
      expect(
        found.map(({ der }) => Buffer.from(der)),
        name,
      ).toEqual([Buffer.from(leaf), Buffer.from(middle)]);
    }
  });

  test("a certificate for another key is refused, and an encrypted key is requested", async () => {
    const { leaf, middle } = await requested();
    await writeFile(at("answer"), pem(leaf, middle));
    const request: SetupRequest = { ...base, path: "install", answerFiles: [at("answer")] };
    const key = at("server", "server.key");
    const plain = await readFile(key);
    await setUp({ ...base, path: "csr", newKey: true });
    await expect(planOf(request)).rejects.toMatchObject({ field: "answerFiles" });
    await writeFile(key, openssl(["pkcs8", "-topk8", "-passout", "pass:xyzzy"], plain));
    expect((await planOf(request)).secrets).toMatchObject([{ id: "serverKey", isNew: false }]);
    await expect(setUp(request, { serverKey: "wrong" })).rejects.toThrow("the passphrase does not open it");
    await setUp(request, { serverKey: "xyzzy" });
    expect((await certificates(at("server", "server.crt"))).length).toBe(2);
  });

  test("a certificate that lacks its chain, its names or its purpose is reported", async () => {
    const { leaf } = await requested();
    await writeFile(at("answer"), pem(leaf));
    const { notes } = await planOf({ ...base, path: "install", answerFiles: [at("answer")] });
    expect(notes.map(({ text }) => text).join()).toContain("The answer ends below CN=Company Issuing");
  });
});

test("a CA key is encrypted if that is wanted, and then its passphrase is needed", async () => {
  await setUp({ ...base, path: "ca", encryptAuthorityKey: true }, { newAuthorityKey: "open sesame" });
  const key = await readFile(at("ca", "root.key"));
  expect(key.toString()).toContain("BEGIN ENCRYPTED PRIVATE KEY");
  await expect(readPrivateKey(key, "wrong")).rejects.toThrow("does not open");
  const client: SetupRequest = { ...base, path: "client", clients: [{ role: "app" }] };
  expect((await planOf(client)).secrets).toMatchObject([{ id: "authorityKey", isNew: false }]);
  await expect(setUp(client)).rejects.toMatchObject({ field: "secrets" });
  expect(existsSync(at("ca", "clients"))).toBe(false);
  await setUp(client, { authorityKey: "open sesame" });
  expect((await first(at("ca", "clients", "app.crt"))).issuer).toEqual(
    (await first(at("ca", "root.crt"))).subject,
  );
});

test("serial numbers are random, numbers of lists rise, and entries stay with their reasons", async () => {
  await setUp({ ...base, path: "ca" });
  const clients = [{ role: "a" }, { role: "b" }];
  await setUp({ ...base, path: "client", clients });
  const list = async () => pki.decode(await readFile(at("ca", "root.crl"))).blocks[0]?.crl;
  const numbers: string[] = [];
  for (const more of [
    {},
    { revoke: [at("ca", "clients", "a.crt")] },
    { revoke: [at("ca", "clients", "b.crt")] },
    {},
  ]) {
    await setUp({ ...base, path: "crl", revocationReason: "superseded", ...more });
    numbers.push((await list())?.crlNumber ?? "");
  }
  expect(numbers).toEqual(["01", "02", "03", "04"]);
  const serials = await Promise.all(
    ["a", "b"].map(async (name) => (await first(at("ca", "clients", `${name}.crt`))).serialNumber),
  );
  expect([...((await list())?.revokedSerialNumbers ?? [])]).toEqual(serials);
  if (hasOpenssl)
    expect(
      openssl(["crl", "-in", at("ca", "root.crl"), "-noout", "-text"])
        .toString()
        .match(/Superseded/g)?.length,
    ).toBe(2);
});

test("a renewed certificate says the same with later dates, by the same key or a new one", async () => {
  await setUp({ ...base, path: "ca", days: 10 });
  const path = at("server", "server.crt");
  const old = await first(path);
  await setUp({ ...base, path: "renew", certificate: path, days: 300 });
  const same = await first(path);
  const { subject, alternativeNames, extendedKeyUsages, keyUsages, publicKey } = old;
  expect(same).toMatchObject({ subject, alternativeNames, extendedKeyUsages, keyUsages, publicKey });
  expect(same.serialNumber).not.toBe(old.serialNumber);
  expect(same.notAfter - old.notAfter).toBeGreaterThan(280 * 86_400_000);
  await setUp({ ...base, path: "renew", certificate: path, newKey: true });
  const anew = await first(path);
  expect(anew.publicKey.fingerprint).not.toBe(publicKey.fingerprint);
  const [key] = pki.decode(await readFile(at("server", "server.key"))).blocks;
  expect(key?.key?.publicKey).toEqual(anew.publicKey);
  expect(existsSync(at("server", "server.key.bak"))).toBe(true);
});

test("an old CA is retired once no certificate at hand comes from it, and other CAs stay", async () => {
  const app = at("ca", "clients", "app.crt");
  const bundle = at("ca-2", "bundle.crt");
  const subjects = async () => (await certificates(bundle)).map(({ subject }) => subject.commonName);
  const named = { ...base, authorityName: "Old" };
  await setUp({ ...named, path: "ca" });
  await expect(planOf({ ...base, path: "retire" })).rejects.toMatchObject({ field: "newAuthorityFolder" });
  await expect(planOf({ ...named, path: "rollover" })).rejects.toMatchObject({ field: "authorityName" });
  await setUp({ ...base, path: "client", clients: [{ role: "app" }] });
  await setUp({ ...base, path: "rollover" });
  expect(await subjects()).toEqual(["Old", "Old G2"]);
  await expect(planOf({ ...base, path: "retire" })).rejects.toThrow(`come from it: ${app}.`);
  const own = { ...base, path: "ca" as const, serverFolder: at("other"), authorityFolder: at("third") };
  await setUp({ ...own, authorityName: "Third" });
  await writeFile(bundle, `${await readFile(at("third", "root.crt"))}${await readFile(bundle)}`);
  await setUp({ ...base, path: "renew", authorityFolder: at("ca-2"), certificate: app });
  await setUp({ ...base, path: "retire" });
  expect(await subjects()).toEqual(["Third", "Old G2"]);
  await expect(planOf({ ...base, path: "retire" })).rejects.toMatchObject({ field: "authorityFolder" });
});

test.each<[string, Partial<SetupRequest>, string]>([
  ["no host", { path: "ca", hosts: [" "] }, "hosts"],
  ["a host that is none", { path: "ca", hosts: ["a b"] }, "hosts"],
  ["no days", { path: "ca", days: 0 }, "days"],
  ["a CA that is not there", { path: "client", clients: [{ role: "x" }] }, "authorityFolder"],
  ["no role", { path: "client" }, "clients"],
  ["a name that is none", { path: "client", clients: [{ role: "x", subject: "Ada" }] }, "clients"],
  [
    "roles that share a file name",
    { path: "client", clients: [{ role: "a/b" }, { role: "a_b" }] },
    "clients",
  ],
  ["no answer", { path: "install" }, "answerFiles"],
  ["a certificate that is not there", { path: "renew" }, "certificate"],
  ["nothing to roll over from", { path: "rollover" }, "authorityFolder"],
  ["nothing to retire", { path: "retire" }, "authorityFolder"],
  [
    "client certificates without a CA",
    { path: "self-signed", configuration: { access: { method: "cert" } } },
    "configuration",
  ],
  ["a path that depends on a folder", { path: "ca", authorityFolder: "ca" }, "authorityFolder"],
])("%s is a problem of one question", async (_, more, field) => {
  const problem = await planOf({ ...base, ...more } as SetupRequest).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(SetupProblem);
  expect(problem).toMatchObject({ field });
});

test("a server with CRLs needs one of each CA that it is to trust", async () => {
  await setUp({ ...base, path: "ca" });
  await mkdir(at("data"));
  const request: SetupRequest = { ...base, path: "client", cluster: at("data"), clients: [{ role: "app" }] };
  const noteOf = async (configuration: string) => {
    await writeFile(at("data", "PG_VERSION"), "18\n");
    await writeFile(at("data", "postgresql.conf"), configuration);
    const { notes } = await planOf(request);
    const others = notes.filter(({ text }) => !text.includes("listen_addresses"));
    return others.map(({ text }) => text).join();
  };
  expect(await noteOf("")).toBe("");
  expect(await noteOf("ssl_crl_file = 'root.crl'\n")).toContain("pgssl init crl");
  expect(await noteOf("ssl_crl_dir = 'crl'\n")).toContain("pgssl init crl");
});

test("a reload is due for a file that the server reads, wherever it is", async () => {
  await setUp({ ...base, path: "ca" });
  await mkdir(at("data"));
  await writeFile(at("data", "PG_VERSION"), "18\n");
  const trusted = at("trusted.crt");
  await writeFile(trusted, await readFile(at("ca", "root.crt")));
  await writeFile(at("data", "postgresql.conf"), `ssl = on\nssl_ca_file = '${trusted}'\n`);
  const { files, activation } = await planOf({ ...base, path: "rollover", cluster: at("data") });
  expect(files.map(({ path }) => path)).toContain(trusted);
  expect(activation.kind).toBe("reload");
});

test("a request leaves the running server alone, and says what comes after it", async () => {
  await writeFile(at("PG_VERSION"), "18\n");
  await writeFile(at("postgresql.conf"), "");
  const { activation, steps } = await planOf({ path: "csr", cluster: at(), hosts: ["db"] });
  expect(activation.kind).toBe("none");
  expect(steps.join()).toMatch(/server\.csr to the CA.*pgssl init install/);
  await setUp({ path: "csr", cluster: at(), hosts: ["db"] });
  for (const damage of ["", "no key any more\n"]) {
    if (damage) await writeFile(at("server.key"), damage);
    const { notes } = await planOf({ path: "csr", cluster: at(), hosts: ["db"], newKey: true });
    expect(notes.map(({ text }) => text)).toEqual([expect.stringContaining("does not start")]);
  }
});

test("what a CA is followed by is proposed, and what was before it found again", async () => {
  const around = async (folder: string) => findSurroundings(setupContext(), { authorityFolder: at(folder) });
  await setUp({ ...base, path: "ca", authorityName: "Example" });
  expect((await around("ca")).authority?.successor).toEqual({ name: "Example G2", folder: at("ca-2") });
  await setUp({ ...base, path: "rollover" });
  expect(await around("ca")).toMatchObject({
    successorFolder: at("ca-2"),
    authority: { successor: { name: "Example G2", folder: at("ca-3") } },
  });
  const second = await around("ca-2");
  expect(second).toMatchObject({
    predecessorFolder: at("ca"),
    authority: { successor: { name: "Example G3", folder: at("ca-3") } },
  });
  expect(second.successorFolder).toBeUndefined();
});

test("keys are for their user alone, in folders that are new for the user alone as well", async () => {
  await setUp({ ...base, path: "chain" });
  for (const path of [at("ca"), at("server")]) expect((await stat(path)).mode & 0o777).toBe(0o700);
  for (const path of [at("ca", "root.key"), at("ca", "intermediate.key"), at("server", "server.key")])
    expect((await stat(path)).mode & 0o777, basename(path)).toBe(0o600);
});
