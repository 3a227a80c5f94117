import { createHash, webcrypto } from "node:crypto";
import { BmpString, OctetString } from "asn1js";
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  CryptoEngine,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from "pkijs";

/** What a PKCS #12 file is to hold. */
export interface Pkcs12Parameters {
  /** The private key, PKCS #8 in DER. */
  readonly key: Uint8Array;
  /** The key's certificate first, then those of the CAs; DER. */
  readonly chain: readonly Uint8Array[];
  /** The name of key and certificate in the file; the JDBC driver looks for `user`. */
  readonly alias: string;
  /** ASCII: programs do not agree on how other characters are turned into a key. */
  readonly password: string;
}

type EngineParameters = ConstructorParameters<typeof CryptoEngine>[0];

/** Rounds of key derivation, as many as Java's own files have. */
const iterationCount = 10_000;

const protection = {
  contentEncryptionAlgorithm: { name: "AES-CBC", length: 256 },
  hmacHashAlgorithm: "SHA-256",
  iterationCount,
} as const;

/**
 * Makes a PKCS #12 file (RFC 7292) as OpenSSL 3 makes it by default: key and certificates encrypted with PBES2 (PBKDF2 with
 * HMAC-SHA-256, AES-256 in CBC mode) under an HMAC-SHA-256. OpenSSL from 1.1.1 and Java from 8u301 open it.
 */
export async function createPkcs12({ key, chain, alias, password }: Pkcs12Parameters): Promise<Uint8Array> {
  const engine = new CryptoEngine({ name: "node", crypto: webcrypto as EngineParameters["crypto"] });
  const secret = new TextEncoder().encode(password).buffer as ArrayBuffer;
  const [leaf = new Uint8Array()] = chain;
  const own = attributesOf(alias, leaf);
  const keyBag = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(toBuffer(key)) });
  await keyBag.makeInternalValues({ password: secret, ...protection }, engine);
  const certificateBags = chain.map(
    (der, index) =>
      new SafeBag({
        bagId: "1.2.840.113549.1.12.10.1.3",
        bagValue: new CertBag({ parsedValue: Certificate.fromBER(toBuffer(der)) }),
        ...(index === 0 && { bagAttributes: own }),
      }),
  );
  const safe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        {
          privacyMode: 0,
          value: new SafeContents({
            safeBags: [
              new SafeBag({
                bagId: "1.2.840.113549.1.12.10.1.2",
                bagValue: keyBag,
                bagAttributes: own,
              }),
            ],
          }),
        },
        { privacyMode: 1, value: new SafeContents({ safeBags: certificateBags }) },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [{}, { password: secret, ...protection }] }, engine);
  const file = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await file.makeInternalValues(
    {
      password: secret,
      iterations: iterationCount,
      pbkdf2HashAlgorithm: "SHA-256",
      hmacHashAlgorithm: "SHA-256",
    },
    engine,
  );
  return new Uint8Array(file.toSchema().toBER(false));
}

/** The friendlyName and the localKeyId (RFC 2985, 5.5) by which a key and its certificate find each other. */
function attributesOf(alias: string, leaf: Uint8Array): Attribute[] {
  const id = createHash("sha1").update(leaf).digest();
  return [
    new Attribute({ type: "1.2.840.113549.1.9.20", values: [new BmpString({ value: alias })] }),
    new Attribute({ type: "1.2.840.113549.1.9.21", values: [new OctetString({ valueHex: toBuffer(id) })] }),
  ];
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
