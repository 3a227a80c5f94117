import { createCertificate, createKey, type Issuer } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";

const day = 86_400_000;

/** A CA of this run, which issues certificates that real servers and clients accept today. */
export interface CurrentAuthority {
  /** The CA certificate in PEM. */
  readonly pem: string;
  /** A server certificate from some days ago until some days ahead, with its key, in PEM. */
  issue(names: Names): Promise<{ readonly certificate: string; readonly key: string }>;
}

interface Names {
  readonly name: string;
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly daysAgo: number;
  readonly daysAhead: number;
}

/** Makes a CA of that common name. */
export async function createCurrentAuthority(name: string): Promise<CurrentAuthority> {
  const key = await createKey("EC P-256");
  const subject = [{ type: "CN", value: name }];
  const now = Date.now();
  const certificate = await createCertificate({
    subject,
    key,
    role: "ca",
    notBefore: new Date(now - 900 * day),
    notAfter: new Date(now + 900 * day),
  });
  const issuer: Issuer = { certificate, key };
  return {
    pem: toPem("CERTIFICATE", certificate),
    async issue({ name, dnsNames = [], ipAddresses = [], daysAgo, daysAhead }) {
      const own = await createKey("EC P-256");
      const issued = await createCertificate({
        subject: [{ type: "CN", value: name }],
        key: own,
        issuer,
        role: "server",
        dnsNames: [...dnsNames],
        ipAddresses: [...ipAddresses],
        notBefore: new Date(now - daysAgo * day),
        notAfter: new Date(now + daysAhead * day),
      });
      return { certificate: toPem("CERTIFICATE", issued), key: await toPrivateKeyPem(own) };
    },
  };
}
