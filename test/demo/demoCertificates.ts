import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCertificate, createCrl, createKey, type Issuer } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";

const day = 24 * 60 * 60 * 1000;

/** The authorities of the demo: a root, and an intermediate below it that signs for servers and clients. */
export interface DemoAuthorities {
  readonly root: Issuer;
  readonly intermediate: Issuer;
  readonly now: Date;
}

/** Makes the root and the intermediate authority. */
export async function createAuthorities(now: Date): Promise<DemoAuthorities> {
  const rootKey = await createKey("EC P-384");
  const root = {
    key: rootKey,
    certificate: await createCertificate({
      subject: name("Example Root CA"),
      key: rootKey,
      role: "ca",
      ...validity(now, 3650),
    }),
  };
  const intermediateKey = await createKey("EC P-256");
  const intermediate = {
    key: intermediateKey,
    certificate: await createCertificate({
      subject: name("Example Database CA"),
      key: intermediateKey,
      issuer: root,
      role: "ca",
      pathLength: 0,
      ...validity(now, 1825),
    }),
  };
  return { root, intermediate, now };
}

/** What is special about a server's certificate. */
export interface ServerCertificateOptions {
  readonly daysLeft: number;
  /** Whether the intermediate's certificate follows the server's own, as clients need it. */
  readonly withIntermediate: boolean;
}

/** Writes `server.crt` and `server.key` (mode 0600) into a folder. */
export async function writeServerCertificate(
  folder: string,
  { intermediate, now }: DemoAuthorities,
  { daysLeft, withIntermediate }: ServerCertificateOptions,
): Promise<void> {
  const key = await createKey("RSA 2048");
  const certificate = await createCertificate({
    subject: name("db.example.com"),
    key,
    issuer: intermediate,
    role: "server",
    dnsNames: ["db.example.com", "localhost"],
    ipAddresses: ["127.0.0.1", "::1"],
    ...validity(now, daysLeft),
  });
  const chain = toPem("CERTIFICATE", certificate) + toPem("CERTIFICATE", intermediate.certificate);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "server.crt"), withIntermediate ? chain : toPem("CERTIFICATE", certificate));
  await writeFile(join(folder, "server.key"), await toPrivateKeyPem(key), { mode: 0o600 });
}

/** Writes `root.crt`, with both authorities, and `crl.pem`, with the lists of both, into a folder. */
export async function writeAuthorities(folder: string, authorities: DemoAuthorities): Promise<void> {
  const { root, intermediate } = authorities;
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "root.crt"),
    toPem("CERTIFICATE", root.certificate) + toPem("CERTIFICATE", intermediate.certificate),
  );
  const lists = await Promise.all([root, intermediate].map((issuer) => clientCrl(issuer, authorities.now)));
  await writeFile(join(folder, "crl.pem"), lists.map((list) => toPem("X509 CRL", list)).join(""));
}

/** The list of an authority, in DER: one revoked certificate. */
export async function clientCrl(issuer: Issuer, now: Date): Promise<Uint8Array> {
  return createCrl({
    issuer,
    revoked: [{ serialNumber: "4d1ffe4ec0de", date: new Date(now.getTime() - 10 * day) }],
    thisUpdate: new Date(now.getTime() - day),
    nextUpdate: new Date(now.getTime() + 90 * day),
    number: 7,
  });
}

/** Writes what the client `alice` needs: her certificate, her key, and the root that her server is verified with. */
export async function writeClientCertificate(
  folder: string,
  { root, intermediate, now }: DemoAuthorities,
): Promise<void> {
  const key = await createKey("EC P-256");
  const certificate = await createCertificate({
    subject: name("alice@example.com"),
    key,
    issuer: intermediate,
    role: "client",
    ...validity(now, 365),
  });
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "alice.crt"),
    toPem("CERTIFICATE", certificate) + toPem("CERTIFICATE", intermediate.certificate),
  );
  await writeFile(join(folder, "alice.key"), await toPrivateKeyPem(key), { mode: 0o600 });
  await writeFile(join(folder, "root.crt"), toPem("CERTIFICATE", root.certificate));
}

function name(commonName: string) {
  return [
    { type: "O", value: "Example" },
    { type: "CN", value: commonName },
  ];
}

function validity(now: Date, daysLeft: number) {
  return {
    notBefore: new Date(now.getTime() - 30 * day),
    notAfter: new Date(now.getTime() + daysLeft * day),
  };
}
