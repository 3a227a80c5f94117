import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type SetupKeyKind, setupKeyKinds } from "../../server/src/setup/request.ts";
import { hasOpenssl, openssl } from "../pki/openssl.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { setUp } from "../support/setUp.ts";
import { requestIn } from "./setupFolders.ts";

/** Keys take their time on a busy machine. */

const hasKeytool = spawnSync("keytool", ["-help"]).status === 0;
const at = folderPerTest();
const base = requestIn(at);

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
