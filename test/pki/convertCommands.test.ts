import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { pki } from "../../server/src/pki/index.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { createService } from "../support/openService.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { hasOpenssl } from "./openssl.ts";

const at = folderPerTest();
const openssl = (words: readonly string[]) =>
  execFileSync("openssl", words, { stdio: ["ignore", "pipe", "ignore"] });
const text = (name: string) => Buffer.from(materialBytes(name));
const pkcs7 = (form: "DER" | "PEM") => {
  writeFileSync(at("leaf.pem"), text("leaf"));
  return openssl(["crl2pkcs7", "-nocrl", "-certfile", at("leaf.pem"), "-outform", form]);
};
const pkcs12 = () => {
  writeFileSync(at("both.pem"), Buffer.concat([text("leaf-key"), text("leaf")]));
  return openssl(["pkcs12", "-export", "-passout", "pass:x", "-in", at("both.pem")]);
};

/** A setting, what its file holds, and what is behind the command so that it prompts for nothing. */
const cases: [name: string, setting: string, content: () => Uint8Array, more: string][] = [
  ["a certificate in DER", "ssl_cert_file", () => text("leaf-der"), ""],
  ["a key in DER", "ssl_key_file", () => text("leaf-key-der"), ""],
  ["a CRL in DER", "ssl_crl_file", () => text("crl-der"), ""],
  ["PEM in Base64", "ssl_cert_file", () => text("leaf-base64"), ""],
  ["DER in Base64", "ssl_cert_file", () => text("leaf-base64-der"), ""],
  ["UTF-16", "ssl_cert_file", () => text("leaf-utf16"), ""],
  ["PKCS #7 in DER", "ssl_cert_file", () => pkcs7("DER"), ""],
  ["PKCS #7 in PEM", "ssl_ca_file", () => pkcs7("PEM"), ""],
  ["joined blocks", "ssl_ca_file", () => text("joined-roots"), ""],
  ["a trusted certificate", "ssl_ca_file", () => text("root-trusted"), ""],
  ["the certificate of PKCS #12", "ssl_cert_file", pkcs12, " -passin pass:x"],
  ["the key of PKCS #12", "ssl_key_file", pkcs12, " -passin pass:x"],
];

describe.runIf(hasOpenssl)("the commands that make PEM, run by a shell", () => {
  test.each(cases)("of %s (%s)", async (_, setting, content, more) => {
    const conf = `ssl = on\n${setting} = 'odd file'\n`;
    const before = content();
    const files = { PG_VERSION: "18\n", "postgresql.conf": conf, "pg_hba.conf": "", "odd file": before };
    for (const [name, bytes] of Object.entries(files)) writeFileSync(at(name), bytes, { mode: 0o600 });
    const service = createService(nodeHost);
    const uri = pathToFileURL(at("postgresql.conf")).href;
    const found = async () => ((await service.diagnose(uri)) ?? []).map(({ rule }) => rule);
    const fixes = await service.fixes(uri, 1, 1);
    const ours = ["ssl-file-not-pem", "ssl-file-content", "ssl-file-broken"];
    const isOurs = (rule: string) => ours.includes(rule);
    const fix = fixes.find(({ diagnostic }) => isOurs(diagnostic.rule));
    expect((await found()).filter(isOurs)).toHaveLength(1);
    execFileSync("/bin/sh", ["-ec", `${fix?.command}${more}`], { stdio: "ignore" });
    await service.refresh();
    expect((await found()).filter(isOurs)).toEqual([]);
    expect(pki.decode(readFileSync(at("odd file"))).form).toBe("pem");
    const kept = fix?.command?.includes(".orig") ? "odd file.orig" : "odd file.der";
    expect(readFileSync(at(kept)).equals(before)).toBe(true);
  });
});
