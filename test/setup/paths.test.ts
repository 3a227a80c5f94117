import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { readPrivateKey } from "../../server/src/pki/privateKeys.ts";
import { findSurroundings } from "../../server/src/setup/index.ts";
import { SetupProblem } from "../../server/src/setup/plan.ts";
import type { SetupRequest } from "../../server/src/setup/request.ts";
import { hasOpenssl, openssl } from "../pki/openssl.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setUp, setupContext } from "../support/setUp.ts";
import { certificatesIn, firstCertificate, requestIn } from "./setupFolders.ts";

/** Keys take their time on a busy machine. */

const at = folderPerTest();
const base = requestIn(at);

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
  expect((await firstCertificate(at("ca", "clients", "app.crt"))).issuer).toEqual(
    (await firstCertificate(at("ca", "root.crt"))).subject,
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
    ["a", "b"].map(async (name) => (await firstCertificate(at("ca", "clients", `${name}.crt`))).serialNumber),
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
  const old = await firstCertificate(path);
  await setUp({ ...base, path: "renew", certificate: path, days: 300 });
  const same = await firstCertificate(path);
  const { subject, alternativeNames, extendedKeyUsages, keyUsages, publicKey } = old;
  expect(same).toMatchObject({ subject, alternativeNames, extendedKeyUsages, keyUsages, publicKey });
  expect(same.serialNumber).not.toBe(old.serialNumber);
  expect(same.notAfter - old.notAfter).toBeGreaterThan(280 * 86_400_000);
  await setUp({ ...base, path: "renew", certificate: path, newKey: true });
  const anew = await firstCertificate(path);
  expect(anew.publicKey.fingerprint).not.toBe(publicKey.fingerprint);
  const [key] = pki.decode(await readFile(at("server", "server.key"))).blocks;
  expect(key?.key?.publicKey).toEqual(anew.publicKey);
  expect(existsSync(at("server", "server.key.bak"))).toBe(true);
});

test("an old CA is retired once no certificate at hand comes from it, and other CAs stay", async () => {
  const app = at("ca", "clients", "app.crt");
  const bundle = at("ca-2", "bundle.crt");
  const subjects = async () => (await certificatesIn(bundle)).map(({ subject }) => subject.commonName);
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
