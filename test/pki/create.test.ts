import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  createCertificate,
  createCrl,
  createKey,
  type Issuer,
  type KeyKind,
  type KeyPair,
} from "../../server/src/pki/create.ts";
import { pki } from "../../server/src/pki/index.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { hasOpenssl, inFolder } from "./openssl.ts";

const day = 86_400_000;
const notBefore = new Date();
const notAfter = new Date(notBefore.getTime() + 90 * day);
const dates = { notBefore, notAfter };
const decode = (der: Uint8Array) => {
  const certificate = pki.decode(der).der?.certificate;
  if (!certificate) throw new Error("a certificate that was just made does not decode");
  return certificate;
};

/** Root, intermediate, server, client, and a list of each CA; the client is revoked. */
async function createChain(kind: KeyKind) {
  const [rootKey, middleKey, key] = await Promise.all([createKey(kind), createKey(kind), createKey(kind)]);
  const subject = [
    { type: "C", value: "DE" },
    { type: "O", value: 'Bücher, "GmbH" \\ + <>;=' },
    { type: "DC", value: "example" },
    { type: "CN", value: " Root " },
  ];
  const root: Issuer = {
    key: rootKey,
    certificate: await createCertificate({ subject, key: rootKey, role: "ca", ...dates }),
  };
  const middle: Issuer = {
    key: middleKey,
    certificate: await createCertificate({
      subject: "Middle",
      key: middleKey,
      issuer: root,
      role: "ca",
      pathLength: 0,
      ...dates,
    }),
  };
  const [dnsNames, ipAddresses] = [
    ["db.example.com", "*.example.com"],
    ["10.0.0.1", "2001:db8::1"],
  ];
  const server = await createCertificate({
    subject: "db.example.com",
    key,
    issuer: middle,
    role: "server",
    dnsNames,
    ipAddresses,
    ...dates,
  });
  const client = await createCertificate({ subject: "alice", key, issuer: middle, role: "client", ...dates });
  const list = { thisUpdate: notBefore, nextUpdate: notAfter, number: 200 };
  const revoked = [{ serialNumber: decode(client).serialNumber, date: notBefore }];
  const crls = [
    await createCrl({ issuer: root, revoked: [], ...list }),
    await createCrl({ issuer: middle, revoked, ...list }),
  ];
  return { root, middle, server, client, crls, key };
}

describe.each<KeyKind>(["EC P-256", "EC P-384", "RSA 2048", "Ed25519"])(
  "certificates with %s keys",
  (kind) => {
    let chain: Awaited<ReturnType<typeof createChain>>;
    beforeAll(async () => {
      chain = await createChain(kind);
    });

    test.runIf(hasOpenssl)(
      "openssl verifies them strictly, for their purposes, and refuses what is revoked",
      () => {
        inFolder(({ path, write }) => {
          write("root", toPem("CERTIFICATE", chain.root.certificate));
          write("middle", toPem("CERTIFICATE", chain.middle.certificate));
          write("server", toPem("CERTIFICATE", chain.server));
          write("client", toPem("CERTIFICATE", chain.client));
          write("crls", chain.crls.map((crl) => toPem("X509 CRL", crl)).join(""));
          const verify = (name: string, ...options: string[]): string => {
            const common = [
              "-x509_strict",
              "-check_ss_sig",
              "-CAfile",
              join(path, "root"),
              "-untrusted",
              join(path, "middle"),
            ];
            const { stdout, stderr } = spawnSync("openssl", [
              "verify",
              ...common,
              ...options,
              join(path, name),
            ]);
            return `${stdout}${stderr}`.replaceAll(path, "");
          };
          const withLists = ["-crl_check_all", "-CRLfile", join(path, "crls")];
          expect(
            verify("server", "-purpose", "sslserver", "-verify_hostname", "db.example.com", ...withLists),
          ).toBe("/server: OK\n");
          expect(verify("server", "-verify_ip", "2001:db8::1")).toBe("/server: OK\n");
          expect(verify("client", "-purpose", "sslclient")).toBe("/client: OK\n");
          expect(verify("client", "-purpose", "sslserver")).toContain("unsuitable certificate purpose");
          expect(verify("client", ...withLists)).toContain("certificate revoked");
        });
      },
    );

    test("they say what their role needs", () => {
      expect(decode(chain.root.certificate)).toMatchObject({
        version: 3,
        subject: { text: String.raw`CN=\ Root\ ,DC=example,O=B\C3\BCcher\, \"GmbH\" \\ \+ \<\>\;=,C=DE` },
        selfIssued: true,
        basicConstraints: { ca: true },
        keyUsages: ["keyCertSign", "cRLSign"],
      });
      expect(decode(chain.middle.certificate)).toMatchObject({
        basicConstraints: { ca: true, pathLength: 0 },
      });
      expect(decode(chain.server)).toMatchObject({
        subject: { commonName: "db.example.com" },
        issuer: { text: "CN=Middle" },
        basicConstraints: { ca: false },
        keyUsages: kind.startsWith("RSA") ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"],
        extendedKeyUsages: ["serverAuth"],
        alternativeNames: [
          { kind: "dns", value: "db.example.com" },
          { kind: "dns", value: "*.example.com" },
          { kind: "ip", value: "10.0.0.1" },
          { kind: "ip", value: "2001:db8::1" },
        ],
        authorityKeyIdentifier: decode(chain.middle.certificate).subjectKeyIdentifier,
      });
      expect(decode(chain.client)).toMatchObject({ extendedKeyUsages: ["clientAuth"], alternativeNames: [] });
    });

    test("serial numbers are random, positive and of sixteen bytes", () => {
      const all = [chain.root.certificate, chain.middle.certificate, chain.server, chain.client];
      const serials = all.map((der) => decode(der).serialNumber);
      expect(new Set(serials).size).toBe(serials.length);
      for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
    });

    test("the private key goes with its certificate", async () => {
      const [block] = pki.decode(Buffer.from(await toPrivateKeyPem(chain.key))).blocks;
      expect(block?.key).toEqual({
        label: "PRIVATE KEY",
        encrypted: false,
        publicKey: decode(chain.server).publicKey,
      });
    });

    test("the lists are their issuers' own", () => {
      const [first, second] = chain.crls.map((der) => pki.decode(der).der?.crl);
      if (!first || !second) throw new Error("a list that was just made does not decode");
      expect(pki.isCrlSignedBy(first, decode(chain.root.certificate))).toBe(true);
      expect(pki.isCrlSignedBy(second, decode(chain.root.certificate))).toBe(false);
      expect(pki.nameHash(second, "crl-issuer")).toBe(
        pki.nameHash(decode(chain.middle.certificate), "subject"),
      );
      expect(first).toMatchObject({ revokedCount: 0, crlNumber: "c8" });
      expect([...second.revokedSerialNumbers]).toEqual([decode(chain.client).serialNumber]);
    });
  },
);

test("numbers of lists are encoded shortest, as openssl reads them", async () => {
  const key: KeyPair = await createKey("EC P-256");
  const issuer = { key, certificate: await createCertificate({ subject: "ca", key, role: "ca", ...dates }) };
  for (const number of [0, 1, 127, 128, 255, 256, 32_767, 32_768, 2 ** 40]) {
    const crl = await createCrl({ issuer, revoked: [], thisUpdate: notBefore, nextUpdate: notAfter, number });
    expect(Number.parseInt(pki.decode(crl).der?.crl?.crlNumber ?? "", 16)).toBe(number);
  }
});

test("a serial number may be given", async () => {
  const key = await createKey("EC P-256");
  const serialNumber = "00ab";
  expect(
    decode(await createCertificate({ subject: "x", key, role: "client", serialNumber, ...dates }))
      .serialNumber,
  ).toBe("ab");
});
