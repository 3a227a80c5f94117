import { createCertificate, createCrl, createKey, type Issuer } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { defaultTime } from "./memoryHost.ts";

/** The texts of files with which a server of one CA and one intermediate works, valid around `defaultTime`. */
export interface CertificateFiles {
  /** The server's certificate with the intermediate's behind it. */
  readonly serverChain: string;
  readonly serverKey: string;
  /** Another intermediate of the same name, with a key of its own. */
  readonly impostor: string;
  /** A key that belongs to none of the certificates. */
  readonly otherKey: string;
  readonly root: string;
  /** A list of the root's with one revoked certificate. */
  readonly crl: string;
}

const day = 86_400_000;
const from = new Date(defaultTime - 100 * day);

/** Makes the files anew; the server's certificate ends 23 days after `defaultTime`. */
export async function createCertificateFiles(): Promise<CertificateFiles> {
  const root = await createAuthority("Test Root");
  const intermediate = await createAuthority("Test Intermediate", root);
  const key = await createKey("EC P-256");
  const server = await createCertificate({
    subject: [
      { type: "O", value: "Example" },
      { type: "CN", value: "db.example.com" },
    ],
    key,
    issuer: intermediate,
    role: "server",
    dnsNames: ["db.example.com", "db"],
    ipAddresses: ["10.0.0.5"],
    notBefore: from,
    notAfter: new Date(defaultTime + 23 * day + 1000),
    serialNumber: "0a0b0c",
  });
  const crl = await createCrl({
    issuer: root,
    revoked: [{ serialNumber: "77", date: from }],
    thisUpdate: new Date(defaultTime - 10 * day),
    nextUpdate: new Date(defaultTime + 20 * day),
    number: 4,
  });
  return {
    serverChain: toPem("CERTIFICATE", server) + toPem("CERTIFICATE", intermediate.certificate),
    impostor: toPem("CERTIFICATE", (await createAuthority("Test Intermediate", root)).certificate),
    serverKey: await toPrivateKeyPem(key),
    otherKey: await toPrivateKeyPem(await createKey("EC P-256")),
    root: toPem("CERTIFICATE", root.certificate),
    crl: toPem("X509 CRL", crl),
  };
}

async function createAuthority(subject: string, issuer?: Issuer): Promise<Issuer> {
  const key = await createKey("EC P-256");
  const certificate = await createCertificate({
    subject,
    key,
    ...(issuer && { issuer }),
    role: "ca",
    notBefore: from,
    notAfter: new Date(defaultTime + 1000 * day),
  });
  return { certificate, key };
}
