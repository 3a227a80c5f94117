import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createCertificate, createKey, type Issuer } from "../../server/src/pki/create.ts";
import { importPublicKey } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import type { SetupRequest } from "../../server/src/setup/request.ts";
import { hasOpenssl, openssl } from "../pki/openssl.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setUp } from "../support/setUp.ts";
import { certificatesIn, requestIn } from "./setupFolders.ts";

/** Keys take their time on a busy machine. */

const at = folderPerTest();
const base = requestIn(at);

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
      const found = await certificatesIn(at("server", "server.crt"));
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
    expect((await certificatesIn(at("server", "server.crt"))).length).toBe(2);
  });

  test("a certificate that lacks its chain, its names or its purpose is reported", async () => {
    const { leaf } = await requested();
    await writeFile(at("answer"), pem(leaf));
    const { notes } = await planOf({ ...base, path: "install", answerFiles: [at("answer")] });
    expect(notes.map(({ text }) => text).join()).toContain("The answer ends below CN=Company Issuing");
  });
});
