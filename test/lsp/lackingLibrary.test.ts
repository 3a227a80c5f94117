import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { Hover } from "vscode-languageserver";
import { hasOpenssl, inFolder } from "../pki/openssl.ts";
import { startLspClient } from "../support/lspClient.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();

/** A certificate with its issuer behind it; both have keys of that kind. */
function chainOf(options: string): string {
  return inFolder(({ run, read }) => {
    const words = options.split(" ");
    if (words.includes("DSA"))
      run(
        "genpkey",
        "-genparam",
        ..."-algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.pem".split(" "),
      );
    const key = words.includes("DSA") ? ["-paramfile", "dsa.pem"] : words;
    for (const name of ["ca", "server"]) run("genpkey", ...key, "-out", `${name}.key`);
    run(..."req -x509 -new -key ca.key -subj /CN=Root -days 400 -out root.crt".split(" "));
    run(..."req -new -key server.key -subj /CN=db.example.com -out server.csr".split(" "));
    run(..."x509 -req -in server.csr -CA root.crt -CAkey ca.key -days 300 -out server.crt".split(" "));
    return `${read("server.crt")}${read("root.crt")}`;
  });
}

describe.runIf(hasOpenssl)("a Node whose library lacks kinds of keys, as Electron's does", () => {
  test.each([
    ["Ed448", "-algorithm ED448", "leaf, issued by number 2"],
    ["Brainpool", "-algorithm EC -pkeyopt ec_paramgen_curve:brainpoolP256r1", "leaf, issued by number 2"],
    ["P-256, which it has", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "leaf, issued by number 2"],
    ["DSA, which plain code lacks, too", "DSA", "the signature cannot be checked here"],
  ])("%s", async (_, options, words) => {
    writeFileSync(at("server.crt"), chainOf(options));
    const text = "ssl = on\nssl_cert_file = 'server.crt'\n";
    const uri = pathToFileURL(at("postgresql.conf")).href;
    const lacking = join(projectRoot, "test/support/lackingLibrary.cjs");
    const client = await startLspClient([
      "--require",
      lacking,
      join(projectRoot, "dist/server.cjs"),
      "--stdio",
    ]);
    await client.open(uri, "postgresql-conf", text);
    const found = await client.diagnostics(uri);
    const codes = found.map(({ code }) => code).filter((code) => /^certificate-chain/.test(`${code}`));
    expect(codes).toEqual(["certificate-chain-root"]); // nothing is wrong with who issued it
    const hover: Hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { line: 1, character: 20 },
    });
    expect((hover.contents as { value: string }).value).toContain(words);
    await client.stop();
  });
});
