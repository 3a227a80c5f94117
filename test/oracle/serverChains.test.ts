import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { hasOpenssl, inFolder } from "../pki/openssl.ts";
import { checkExample } from "../support/checkExample.ts";
import { materialBytes } from "../support/fixtures/materials.ts";

/** What rules say that clients which verify the server refuse. */
const claims: ReadonlySet<string> = new Set([
  "certificate-chain-invalid",
  "certificate-chain-incomplete",
  "certificate-purpose",
  "certificate-expired",
  "certificate-key-weak",
  "certificate-digest-weak",
]);

/** A server's file and the roots that its clients trust; both hold materials. */
const chains: readonly (readonly [file: string, roots: string])[] = [
  ["root-leaf", "root"],
  ["root-leaf + root", "root"],
  ["leaf + intermediate", "root"],
  ["leaf + intermediate + root", "root"],
  ["leaf + other-root", "root"],
  ["leaf + impostor", "root"],
  ["leaf + impostor + intermediate", "root"],
  ["leaf + intermediate + impostor", "root"],
  ["leaf + intermediate", "narrow-root"],
  ["root-leaf", "narrow-root"],
  ["leaf + client-intermediate", "root"],
  ["leaf + unsigning-intermediate", "root"],
  ["leaf + v1-intermediate", "root"],
  ["leaf + intermediate", "v1-root"],
  ["leaf-of-no-ca + no-ca", "root"],
  ["leaf + example-intermediate", "root"],
  ["leaf + local-intermediate", "root"],
  ["leaf + other-intermediate", "root"],
  ["v1-leaf + intermediate", "root"],
  ["leaf + root + intermediate", "root"],
  ["leaf + intermediate + client-intermediate", "root"],
  ["client + intermediate", "root"],
  ["expired-leaf + intermediate", "root"],
  ["future-leaf + intermediate", "root"],
  ["sha1-leaf + intermediate", "root"],
  ["leaf + sha1-intermediate", "root"],
  ["rsa1024 + intermediate", "root"],
  ["rsa-leaf + intermediate", "root"],
  ["netscape-server + intermediate", "root"],
  ["netscape-client-leaf + intermediate", "root"],
  ["unheard-of-leaf + intermediate", "root"],
  ["no-check-leaf + intermediate", "root"],
  ["root-leaf", "netscape-object-root"],
  ["root-leaf", "netscape-tls-root"],
  ["root-leaf", "netscape-other-root"],
];

test.skipIf(!hasOpenssl).each(chains)(
  "openssl verifies %s with %s as the engine says",
  async (file, roots) => {
    const text = [
      "-- postgresql.conf --",
      "ssl = on",
      "ssl_ca_file = 'roots.crt'",
      `-- server.crt: ${file} --`,
      `-- roots.crt: ${roots} --`,
    ].join("\n");
    const { findings = [] } = (await checkExample(text, 18, "3")) ?? {};
    const refusing = findings.filter(({ rule, severity }) => claims.has(rule) && severity !== "hint");
    const [leaf = "", ...sent] = file.split(" + ");
    const output = inFolder(({ path, write }) => {
      write("leaf.crt", materialBytes(leaf));
      write("sent.crt", Buffer.concat(sent.map(materialBytes)));
      write("roots.crt", Buffer.concat(roots.split(" + ").map(materialBytes)));
      const args = ["verify", "-purpose", "sslserver", "-auth_level", "2", "-CAfile", "roots.crt"];
      const own = [...args, ...(sent.length > 0 ? ["-untrusted", "sent.crt"] : []), "leaf.crt"];
      return spawnSync("openssl", own, { cwd: path, encoding: "utf8" });
    });
    const engine = refusing.map(({ rule }) => rule);
    expect({ refused: engine.length > 0 }, `${engine}; ${output.stderr}`).toEqual({
      refused: output.status !== 0,
    });
  },
);
