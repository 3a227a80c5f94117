import { createPrivateKey, X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The floor of `pgssl check`: reads the same files, and has Node decode and verify the certificates. It checks nothing. */
const [folder = "."] = process.argv.slice(2);
for (const name of readdirSync(folder)) {
  const read = (file: string) => readFileSync(join(folder, name, file), "utf8");
  for (const file of ["PG_VERSION", "pg_hba.conf", "postgresql.conf"]) read(file);
  const [leaf, intermediate, root] = [read("server.crt"), read("root.crt")]
    .flatMap((text) => text.split(/(?=-----BEGIN)/))
    .map((text) => new X509Certificate(text));
  const key = createPrivateKey(read("server.key"));
  if (!leaf || !intermediate || !root) throw new Error(`${name} lacks a certificate`);
  const isWhole = leaf.verify(intermediate.publicKey) && intermediate.verify(root.publicKey);
  if (!isWhole || !leaf.checkPrivateKey(key)) throw new Error(`${name} is broken`);
  const shown = [leaf, intermediate, root].map((one) => [
    one.subject,
    one.issuer,
    one.validTo,
    one.fingerprint256,
  ]);
  process.stdout.write(`${JSON.stringify({ path: name, shown })}\n`);
}
