import { chown, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findSetting, settingNames } from "../../server/src/core/data/settings.ts";
import { createCertificate, createKey, type Issuer, type KeyPair } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { hbaText } from "./hbaText.ts";

const day = 86_400_000;
const nobody = 65534;
/** Making a key takes longer than all else; clusters share these, each certificate is another one. */
const keyKinds = ["RSA 2048", "EC P-256", "RSA 2048", "EC P-256"] as const;

/**
 * Makes data directories of ordinary size, named by their number: a pg_hba.conf of 100 lines, a postgresql.conf of 800, the
 * server's certificate with its intermediate, and the root.
 */
export async function makeClusters(folder: string, count: number): Promise<void> {
  const keys = await Promise.all(keyKinds.map((kind) => createKey(kind)));
  const pems = await Promise.all(keys.map((key) => toPrivateKeyPem(key)));
  const hba = hbaText(100);
  const conf = confText(800);
  for (let number = 0; number < count; number++) {
    const cluster = join(folder, String(number).padStart(5, "0"));
    const place = (step: number) => (number + step) % keys.length;
    const authority = (name: string, step: number, issuer?: Issuer) =>
      createAuthority(`${name} ${number}`, keys[place(step)] as KeyPair, issuer);
    const root = await authority("Root", 0);
    const intermediate = await authority("Intermediate", 1, root);
    const server = await createCertificate({
      subject: `db${number}.example.com`,
      key: keys[place(2)] as KeyPair,
      issuer: intermediate,
      role: "server",
      dnsNames: [`db${number}.example.com`],
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 200 * day),
    });
    await mkdir(cluster, { recursive: true, mode: 0o700 });
    const files = {
      PG_VERSION: "18\n",
      "pg_hba.conf": hba,
      "postgresql.conf": `cluster_name = 'number ${number}'\n${conf}`,
      "server.crt": toPem("CERTIFICATE", server) + toPem("CERTIFICATE", intermediate.certificate),
      "server.key": pems[place(2)] ?? "",
      "root.crt": toPem("CERTIFICATE", root.certificate),
    };
    await Promise.all(
      Object.entries(files).map(([name, text]) =>
        writeFile(join(cluster, name), text, { mode: name.endsWith(".key") ? 0o600 : 0o644 }),
      ),
    );
    // The server never runs as root.
    if (process.getuid?.() === 0)
      await Promise.all([cluster, join(cluster, "server.key")].map((path) => chown(path, nobody, nobody)));
  }
}

async function createAuthority(subject: string, key: KeyPair, issuer?: Issuer): Promise<Issuer> {
  const certificate = await createCertificate({
    subject,
    key,
    ...(issuer && { issuer }),
    role: "ca",
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 1000 * day),
  });
  return { certificate, key };
}

/**
 * A postgresql.conf in which most settings are commented out, as in the one that a server comes with. Beyond those, lines set what
 * extensions would define.
 */
export function confText(lineCount: number): string {
  const lines = ["ssl = on", "ssl_ca_file = 'root.crt'", "listen_addresses = '*'"];
  const names = settingNames(18).filter((name) => findSetting(name, 18)?.context !== "internal");
  for (const [index, name] of names.entries()) {
    const setting = findSetting(name, 18);
    const isNumber = setting?.type === "integer" || setting?.type === "real";
    const value = isNumber ? setting.bootValue : `'${setting?.bootValue ?? ""}'`;
    const statement = `${isNumber && index % 5 === 0 ? "" : "#"}${name} = ${value}`;
    lines.push(`${statement.padEnd(40)}# as it comes`);
    if (index % 4 === 3) lines.push("", "# - what follows belongs together -");
  }
  while (lines.length < lineCount)
    lines.push(
      lines.length % 10 === 0 ? "" : `application.setting_${lines.length} = ${lines.length % 97} # of ours`,
    );
  return `${lines.slice(0, lineCount).join("\n")}\n`;
}
