/** One attribute of a distinguished name: its short name as RFC 4514 writes it (`CN`, `O`), or its dotted object id. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** An X.501 name: its relative distinguished names in the order of the certificate, each a set of attributes. */
export interface DistinguishedName {
  /**
   * As RFC 2253 writes it, the last relative name first and other than ASCII escaped (`\C3\9C`), which is how
   * PostgreSQL compares `clientname=DN`.
   */
  readonly text: string;
  readonly relativeNames: readonly (readonly NameAttribute[])[];
  /** Equal for names that are the same for OpenSSL (`X509_NAME_cmp`), and for no others. */
  readonly canonical: string;
  /** The value of the first CN attribute, the one PostgreSQL and libpq look at (`X509_NAME_get_text_by_NID`). */
  readonly commonName?: string;
}

/** A public key. */
export interface PublicKey {
  /** In words people know: `RSA`, `RSA-PSS`, `EC`, `Ed25519`, `Ed448`, `DSA`, `ML-DSA-65`, or an object id. */
  readonly algorithm: string;
  /** The size in bits as openssl counts it: the modulus, or the order of the curve; absent for Ed25519 and Ed448. */
  readonly bits?: number;
  /** OpenSSL's short name of an EC curve, `prime256v1` for instance. */
  readonly curve?: string;
  /** The parameters of an EC curve are spelt out instead of its name (RFC 3279, 2.3.5). */
  readonly hasExplicitCurve?: true;
  /** Of an RSA-PSS key that is bound to one digest by its parameters (RFC 4055, 3.1): that digest, `sha256` for instance. */
  readonly boundDigest?: string;
  /** SHA-256 over the SubjectPublicKeyInfo (RFC 5280, 4.1), lower-case hexadecimal: equal for a private key and its public key. */
  readonly fingerprint: string;
}

/** A subject alternative name (RFC 5280, 4.2.1.6). */
export interface AlternativeName {
  readonly kind: "dns" | "ip" | "email" | "uri" | "directory" | "registered-id" | "other";
  readonly value: string;
  /** Of a directory name: its parts. */
  readonly directory?: DistinguishedName;
}

/** A place where a CA publishes lists (RFC 5280, 4.2.1.13 and 5.2.5). */
export interface DistributionPoint {
  /** Its names, those relative to the issuer's made whole; absent where the place has none. */
  readonly names?: readonly AlternativeName[];
  /** Who signs the lists, where that is not the certificate's issuer. */
  readonly issuers?: readonly AlternativeName[];
  /** Its lists give only some of the reasons for a revocation. */
  readonly someReasons: boolean;
}

/** An extension of a certificate or a list, without its value. */
export interface ExtensionSummary {
  readonly id: string;
  /** What people call it, absent for one that pgssl has no words for. */
  readonly name?: string;
  readonly critical: boolean;
}

/** An X.509 certificate, decoded. */
export interface Certificate {
  /** 1 or 3 (2 hardly exists). */
  readonly version: number;
  /** Lower-case hexadecimal without separators, a leading minus for a negative one. */
  readonly serialNumber: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** Milliseconds since 1970; not a number where it is no date. */
  readonly notBefore: number;
  /** The same. */
  readonly notAfter: number;
  readonly publicKey: PublicKey;
  /** `sha256WithRSAEncryption`, `ecdsa-with-SHA256`, `Ed25519`, or an object id. */
  readonly signatureAlgorithm: string;
  /** The digest inside the signature: `sha256`, `sha1`, `md5`; absent where the algorithm has none of its own. */
  readonly signatureDigest?: string;
  readonly alternativeNames: readonly AlternativeName[];
  /** Basic constraints, absent where the certificate has none. */
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  /** `digitalSignature`, `keyCertSign` and so on; absent where the extension is. */
  readonly keyUsages?: readonly string[];
  /** `serverAuth`, `clientAuth` and so on, or object ids; absent where the extension is. */
  readonly extendedKeyUsages?: readonly string[];
  /** Netscape's certificate type: `client`, `server`, `sslCA` and so on, as openssl.cnf writes them; absent where the extension is. */
  readonly netscapeTypes?: readonly string[];
  /** Lower-case hexadecimal. */
  readonly subjectKeyIdentifier?: string;
  /** Lower-case hexadecimal. */
  readonly authorityKeyIdentifier?: string;
  /** The name and serial number by which the issuer's certificate is meant, beside its key or instead of it. */
  readonly authorityIssuer?: string;
  readonly authoritySerialNumber?: string;
  /** For which names a CA may issue. */
  readonly nameConstraints?: {
    readonly permitted: readonly AlternativeName[];
    readonly excluded: readonly AlternativeName[];
  };
  /** Object ids. */
  readonly certificatePolicies?: readonly string[];
  /** After how many further certificates a policy is required, or may not be mapped any more. */
  readonly policyConstraints?: {
    readonly requireExplicitPolicy?: number;
    readonly inhibitPolicyMapping?: number;
  };
  /** Where the issuer publishes its CRLs. */
  readonly crlDistributionPoints?: readonly DistributionPoint[];
  /** Where the certificate's status is queried (`OCSP`) and where its issuer's certificate is (`caIssuers`). */
  readonly authorityInformation?: readonly { readonly method: string; readonly location: string }[];
  /** All extensions, in the order of the certificate. */
  readonly extensions: readonly ExtensionSummary[];
  /** Object ids of critical extensions that OpenSSL does not handle; it refuses every chain with them. */
  readonly unknownCriticalExtensions: readonly string[];
  /** Extensions, dates and a key whose value is broken, in words: OpenSSL loads the certificate and refuses it in every chain. */
  readonly brokenParts?: readonly string[];
  /** A date has fewer characters than a whole one: OpenSSL 3.5 does not load the certificate, earlier ones do. */
  readonly hasShortDate?: true;
  /** SHA-256 over the whole certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** The same with SHA-1, by which older tools know it. */
  readonly sha1Fingerprint: string;
  /** The subject equals the issuer (which does not prove that it signed itself). */
  readonly selfIssued: boolean;
  /** The certificate itself, DER. */
  readonly der: Uint8Array;
}

/** A certificate revocation list (RFC 5280, 5), decoded. */
export interface Crl {
  /** 1 or 2. */
  readonly version: number;
  readonly issuer: DistinguishedName;
  /** Milliseconds since 1970; not a number where it is no date. */
  readonly thisUpdate: number;
  /** The same; absent where the list has none. */
  readonly nextUpdate?: number;
  /** As in a certificate. */
  readonly hasShortDate?: true;
  /** Lower-case hexadecimal. */
  readonly crlNumber?: string;
  readonly signatureAlgorithm: string;
  readonly signatureDigest?: string;
  readonly authorityKeyIdentifier?: string;
  readonly authorityIssuer?: string;
  readonly authoritySerialNumber?: string;
  /** The number of the list that this one adds to (a delta CRL), lower-case hexadecimal. */
  readonly baseCrlNumber?: string;
  /** What the list is about, where it is not about all of its issuer's certificates. */
  readonly distributionPoint?: Omit<DistributionPoint, "issuers"> & {
    /** Several contradict each other. */
    readonly only: readonly ("user-certificates" | "ca-certificates" | "attribute-certificates")[];
    /** Lists certificates of other issuers as well. */
    readonly indirect: boolean;
  };
  /** All extensions, in the order of the list. */
  readonly extensions: readonly ExtensionSummary[];
  /** Object ids of critical extensions that OpenSSL does not handle, in the list or an entry; it refuses the list for them. */
  readonly unknownCriticalExtensions: readonly string[];
  /** How many certificates were revoked for which reason (RFC 5280, 5.3.1); without one is `unspecified`. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly revokedCount: number;
  /** Serial numbers of the issuer's own certificates, as in `Certificate.serialNumber`; without those that a delta list takes back. */
  readonly revokedSerialNumbers: ReadonlySet<string>;
  readonly der: Uint8Array;
}

/** What may be shown of a private key: never any of its bytes. */
export interface KeyFacts {
  /** The PEM label: `PRIVATE KEY`, `ENCRYPTED PRIVATE KEY`, `RSA PRIVATE KEY`, `EC PRIVATE KEY`. */
  readonly label: string;
  readonly encrypted: boolean;
  /** The cipher of an encrypted key by OpenSSL's name, `AES-256-CBC`, or an object id. */
  readonly cipher?: string;
  /** Absent when the key is encrypted or broken. */
  readonly publicKey?: PublicKey;
  /** Why it could not be read, in a few words, when it is not encrypted and still gave no public key. */
  readonly problem?: string;
  /** The problem is pgssl's: it does not know keys of that kind or size, and the server may. */
  readonly unsupported?: boolean;
}

/** A certificate signing request (PKCS #10), decoded. */
export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly publicKey: PublicKey;
  readonly signatureAlgorithm: string;
  /** The requested names. */
  readonly alternativeNames: readonly AlternativeName[];
}

/** One block between `-----BEGIN …-----` and `-----END …-----` (RFC 7468), in the order of the file. */
export interface PemBlock {
  readonly label: string;
  /** The line of the BEGIN mark and that of the END mark, from 0. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly certificate?: Certificate;
  readonly crl?: Crl;
  readonly key?: KeyFacts;
  /** Bits of the prime, for `DH PARAMETERS`. */
  readonly dhBits?: number;
  /** A certificate signing request (PKCS #10). */
  readonly request?: CertificateRequest;
  /** A public key on its own (`PUBLIC KEY`). */
  readonly publicKey?: PublicKey;
  /** Why the block could not be decoded, in a few words; what is wrong with a private key is in `key`. */
  readonly problem?: string;
  /**
   * What is wrong with the frame, when that is the problem: OpenSSL overlooks a block whose BEGIN mark is damaged, or that
   * follows one without an END mark; and it stops reading a file at one whose body or END mark is damaged, whatever its label.
   * Where it would go on, as to the next key, it does so behind the block, or without an `end` behind the next one.
   */
  readonly damaged?: "overlooked" | "body" | "end";
  /** The next block begins on the line of its END mark, as where files without a line end were put together. */
  readonly isJoined?: true;
}

/** What a file that should hold PEM really holds. */
export interface PemFile {
  /**
   * `pem`: at least one BEGIN mark. `der-…`: a binary file of that kind, which the server does not read.
   * `empty`: no bytes, or blanks only. `text`, `binary`: nothing of the kind.
   */
  readonly form:
    | "pem"
    | "der-certificate"
    | "der-key"
    | "der-crl"
    | "pkcs12"
    | "pkcs7"
    | "empty"
    | "text"
    | "binary";
  readonly blocks: readonly PemBlock[];
  /** What a file of form `text` or `binary` is, where its first bytes say so. */
  readonly disguise?: Disguise;
  /** Starts with a UTF-8 byte-order mark, or is UTF-16. */
  readonly byteOrderMark?: "utf-8" | "utf-16";
  /** What a DER file holds, decoded for the hover although the server would refuse it. */
  readonly der?: Pick<PemBlock, "certificate" | "crl" | "key">;
}

/** PEM encoded in Base64 once more or twice, DER in Base64 without its marks, PEM without its BEGIN line, an SSH key, a Java key store. */
export type Disguise =
  | "base64-pem"
  | "base64-twice"
  | "base64-der"
  | "no-begin"
  | "putty-key"
  | "ssh-public-key"
  | "java-key-store";

/** X.509 knowledge, given to the core as plain values. Every call is total: malformed input is a `problem`, never an exception. */
export interface Pki {
  /** Decodes a file. The bytes of private keys do not outlive the call. */
  decode(bytes: Uint8Array): PemFile;
  /**
   * Whether the issuer's public key verifies the certificate's signature (names are not compared). `undefined` where it
   * is unknown here: servers know keys and digests that this process's cryptographic library does not.
   */
  isSignedBy(certificate: Certificate, issuer: Certificate): boolean | undefined;
  /** Whether the issuer's public key verifies the list's signature; `undefined` likewise. */
  isCrlSignedBy(crl: Crl, issuer: Certificate): boolean | undefined;
  /** The eight hexadecimal digits by which `openssl rehash` names files of a subject or CRL issuer in a hashed directory. */
  nameHash(name: { readonly der: Uint8Array }, kind: "subject" | "crl-issuer"): string;
  /** A PEM block (RFC 7468) with a line end behind it, so that blocks can be joined. */
  toPem(label: "CERTIFICATE" | "X509 CRL", der: Uint8Array): string;
}

/** Loads the X.509 code at the first certificate; it is larger than all the rest. */
export type LoadPki = () => Promise<Pki>;
