import { checkAny, children, content, type DerValue, expect, Malformed, objectId, Tag } from "./der.ts";

/** How a signature is made: its name, and its digest where it has one of its own. */
export interface SignatureAlgorithm {
  readonly name: string;
  /** OpenSSL's name of the digest, `sha256`. */
  readonly digest?: string;
  /** Of RSA-PSS: the digest inside its mask, by the same names. */
  readonly maskDigest?: string;
  /** Of RSA-PSS: the length of the salt in bytes. */
  readonly saltLength?: number;
}

/** An AlgorithmIdentifier (RFC 5280, 4.1.1.2) of a signature. An unknown one has its object id for a name. */
export function readSignatureAlgorithm(value: DerValue | undefined): SignatureAlgorithm {
  const { oid, parameters } = readAlgorithm(value);
  if (oid === RSA_PSS) return { name: "rsassaPss", ...readPssParameters(parameters) };
  const [name, digest] = SIGNATURES[oid] ?? [oid];
  return { name, ...(digest !== undefined && { digest }) };
}

/** An AlgorithmIdentifier of any kind. */
export function readAlgorithm(value: DerValue | undefined): { oid: string; parameters?: DerValue } {
  const [id, parameters, ...others] = children(expect(value, Tag.sequence));
  if (others.length > 0) throw new Malformed("its structure is invalid");
  if (parameters) checkAny(parameters);
  return { oid: objectId(id), ...(parameters && { parameters }) };
}

/** Broken parameters give nothing: OpenSSL does not look at them before it verifies. */
function readPssParameters(parameters: DerValue | undefined): Partial<SignatureAlgorithm> {
  try {
    return pssParameters(parameters);
  } catch (error) {
    if (error instanceof Malformed) return {};
    throw error;
  }
}

/** RSASSA-PSS-params (RFC 4055, 3.1): SHA-1 in both places and a salt of 20 bytes unless it says otherwise. */
function pssParameters(parameters: DerValue | undefined): Partial<SignatureAlgorithm> {
  let digest = "sha1";
  let maskDigest = "sha1";
  let saltLength = 20;
  for (const field of parameters?.tag === Tag.sequence ? children(parameters) : []) {
    const [inner] = children(field);
    if (field.tag === 0xa0) {
      digest = readDigest(inner);
    } else if (field.tag === 0xa1) {
      const [, maskParameters] = children(expect(inner, Tag.sequence));
      maskDigest = readDigest(maskParameters);
    } else if (field.tag === 0xa2) {
      saltLength = content(expect(inner, Tag.integer)).reduce((sum, byte) => sum * 256 + byte, 0);
    }
  }
  return { digest, maskDigest, saltLength };
}

function readDigest(algorithm: DerValue | undefined): string {
  const oid = objectId(children(expect(algorithm, Tag.sequence))[0]);
  return DIGESTS[oid] ?? oid;
}

/** The name of a public key's algorithm, the object id where pgssl has none. */
export const keyAlgorithmName = (oid: string): string => KEYS[oid] ?? SIGNATURES[oid]?.[0] ?? oid;

const RSA_PSS = "1.2.840.113549.1.1.10";

const DIGESTS: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.5": "md5",
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
  "2.16.840.1.101.3.4.2.4": "sha224",
  "2.16.840.1.101.3.4.2.5": "sha512-224",
  "2.16.840.1.101.3.4.2.6": "sha512-256",
  "2.16.840.1.101.3.4.2.7": "sha3-224",
  "2.16.840.1.101.3.4.2.8": "sha3-256",
  "2.16.840.1.101.3.4.2.9": "sha3-384",
  "2.16.840.1.101.3.4.2.10": "sha3-512",
};

/** Key algorithms; the parameter sets of ML-DSA and SLH-DSA are among the signatures, for they are one and the same. */
const KEYS: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.1.1": "RSA",
  [RSA_PSS]: "RSA-PSS",
  "1.2.840.10045.2.1": "EC",
  "1.2.840.10040.4.1": "DSA",
  "1.2.840.113549.1.3.1": "DH",
  "1.2.840.10046.2.1": "DH",
  "1.3.101.110": "X25519",
  "1.3.101.111": "X448",
};

/** Object id → OpenSSL's long name, and the digest. */
const SIGNATURES: Readonly<Record<string, readonly [name: string, digest?: string]>> = {
  "1.2.840.113549.1.1.2": ["md2WithRSAEncryption", "md2"],
  "1.2.840.113549.1.1.3": ["md4WithRSAEncryption", "md4"],
  "1.2.840.113549.1.1.4": ["md5WithRSAEncryption", "md5"],
  "1.2.840.113549.1.1.5": ["sha1WithRSAEncryption", "sha1"],
  "1.3.14.3.2.29": ["sha1WithRSA", "sha1"],
  "1.2.840.113549.1.1.11": ["sha256WithRSAEncryption", "sha256"],
  "1.2.840.113549.1.1.12": ["sha384WithRSAEncryption", "sha384"],
  "1.2.840.113549.1.1.13": ["sha512WithRSAEncryption", "sha512"],
  "1.2.840.113549.1.1.14": ["sha224WithRSAEncryption", "sha224"],
  "1.2.840.113549.1.1.15": ["sha512-224WithRSAEncryption", "sha512-224"],
  "1.2.840.113549.1.1.16": ["sha512-256WithRSAEncryption", "sha512-256"],
  "2.16.840.1.101.3.4.3.13": ["RSA-SHA3-224", "sha3-224"],
  "2.16.840.1.101.3.4.3.14": ["RSA-SHA3-256", "sha3-256"],
  "2.16.840.1.101.3.4.3.15": ["RSA-SHA3-384", "sha3-384"],
  "2.16.840.1.101.3.4.3.16": ["RSA-SHA3-512", "sha3-512"],
  "1.2.840.10045.4.1": ["ecdsa-with-SHA1", "sha1"],
  "1.2.840.10045.4.3.1": ["ecdsa-with-SHA224", "sha224"],
  "1.2.840.10045.4.3.2": ["ecdsa-with-SHA256", "sha256"],
  "1.2.840.10045.4.3.3": ["ecdsa-with-SHA384", "sha384"],
  "1.2.840.10045.4.3.4": ["ecdsa-with-SHA512", "sha512"],
  "2.16.840.1.101.3.4.3.9": ["ecdsa_with_SHA3-224", "sha3-224"],
  "2.16.840.1.101.3.4.3.10": ["ecdsa_with_SHA3-256", "sha3-256"],
  "2.16.840.1.101.3.4.3.11": ["ecdsa_with_SHA3-384", "sha3-384"],
  "2.16.840.1.101.3.4.3.12": ["ecdsa_with_SHA3-512", "sha3-512"],
  "1.2.840.10040.4.3": ["dsaWithSHA1", "sha1"],
  "2.16.840.1.101.3.4.3.1": ["dsa_with_SHA224", "sha224"],
  "2.16.840.1.101.3.4.3.2": ["dsa_with_SHA256", "sha256"],
  "2.16.840.1.101.3.4.3.3": ["dsa_with_SHA384", "sha384"],
  "2.16.840.1.101.3.4.3.4": ["dsa_with_SHA512", "sha512"],
  "1.2.156.10197.1.501": ["SM2-with-SM3", "sm3"],
  "1.3.101.112": ["Ed25519"],
  "1.3.101.113": ["Ed448"],
  "2.16.840.1.101.3.4.3.17": ["ML-DSA-44"],
  "2.16.840.1.101.3.4.3.18": ["ML-DSA-65"],
  "2.16.840.1.101.3.4.3.19": ["ML-DSA-87"],
  "2.16.840.1.101.3.4.3.20": ["SLH-DSA-SHA2-128s"],
  "2.16.840.1.101.3.4.3.21": ["SLH-DSA-SHA2-128f"],
  "2.16.840.1.101.3.4.3.22": ["SLH-DSA-SHA2-192s"],
  "2.16.840.1.101.3.4.3.23": ["SLH-DSA-SHA2-192f"],
  "2.16.840.1.101.3.4.3.24": ["SLH-DSA-SHA2-256s"],
  "2.16.840.1.101.3.4.3.25": ["SLH-DSA-SHA2-256f"],
  "2.16.840.1.101.3.4.3.26": ["SLH-DSA-SHAKE-128s"],
  "2.16.840.1.101.3.4.3.27": ["SLH-DSA-SHAKE-128f"],
  "2.16.840.1.101.3.4.3.28": ["SLH-DSA-SHAKE-192s"],
  "2.16.840.1.101.3.4.3.29": ["SLH-DSA-SHAKE-192f"],
  "2.16.840.1.101.3.4.3.30": ["SLH-DSA-SHAKE-256s"],
  "2.16.840.1.101.3.4.3.31": ["SLH-DSA-SHAKE-256f"],
};
