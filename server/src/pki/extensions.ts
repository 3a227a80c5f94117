import type { Certificate } from "../core/pki.ts";
import { readAlternativeNames } from "./alternativeNames.ts";
import {
  bitString,
  children,
  content,
  type DerValue,
  expect,
  hexadecimal,
  integerText,
  Malformed,
  objectId,
  readValue,
  Tag,
} from "./der.ts";

/** What a certificate's extensions say. */
export type ExtensionFacts = Pick<
  Certificate,
  | "alternativeNames"
  | "basicConstraints"
  | "keyUsages"
  | "extendedKeyUsages"
  | "subjectKeyIdentifier"
  | "authorityKeyIdentifier"
  | "unknownCriticalExtensions"
  | "brokenExtensions"
>;

/** One extension: its object id and the octets of its value. */
export interface RawExtension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The extensions of a certificate, request or list (RFC 5280, 4.1). Throws `Malformed`. */
export function readExtensionList(list: DerValue): RawExtension[] {
  return children(expect(list, Tag.sequence)).map((extension) => {
    const [id, ...fields] = children(expect(extension, Tag.sequence));
    const flag = fields[0]?.tag === Tag.boolean ? content(fields[0]) : undefined;
    const [value, ...others] = flag ? fields.slice(1) : fields;
    if (others.length > 0 || (flag && flag.length !== 1)) throw new Malformed("an extension is broken");
    const critical = flag !== undefined && flag[0] !== 0;
    return { id: objectId(id), critical, value: content(expect(value, Tag.octetString)) };
  });
}

/** Reads the extensions that pgssl knows; one whose value is broken leaves its fact out and is named. */
export function readExtensions(extensions: readonly RawExtension[]): ExtensionFacts {
  let facts: ExtensionFacts = {
    alternativeNames: [],
    unknownCriticalExtensions: extensions
      .filter(({ id, critical }) => critical && !Object.hasOwn(READERS, id) && !UNDERSTOOD.has(id))
      .map(({ id }) => id),
  };
  const brokenExtensions: string[] = [];
  for (const { id, value } of extensions) {
    const reader = READERS[id];
    try {
      facts = { ...facts, ...reader?.read(value) };
    } catch (error) {
      if (!reader || !(error instanceof Malformed)) throw error;
      brokenExtensions.push(reader.name);
    }
  }
  return brokenExtensions.length > 0 ? { ...facts, brokenExtensions } : facts;
}

interface Reader {
  readonly name: string;
  read(value: Uint8Array): Partial<ExtensionFacts>;
}

/** By object id, all of RFC 5280, 4.2.1. */
const READERS: Readonly<Record<string, Reader>> = {
  "2.5.29.14": {
    name: "subject key identifier",
    read: (value) => ({
      subjectKeyIdentifier: hexadecimal(content(expect(readValue(value), Tag.octetString))),
    }),
  },
  "2.5.29.15": {
    name: "key usage",
    read: (value) => {
      const octets = bitString(readValue(value));
      return { keyUsages: USAGES.filter((_, bit) => (octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) };
    },
  },
  "2.5.29.17": {
    name: "subject alternative name",
    read: (value) => ({ alternativeNames: readAlternativeNames(value) }),
  },
  "2.5.29.19": {
    name: "basic constraints",
    read: (value) => {
      const fields = children(expect(readValue(value), Tag.sequence));
      const ca = fields[0]?.tag === Tag.boolean && content(fields[0])[0] !== 0;
      const length = fields.find(({ tag }) => tag === Tag.integer);
      const pathLength = length && Number.parseInt(integerText(length), 16);
      if (pathLength !== undefined && pathLength < 0) throw new Malformed("the path length is negative");
      return { basicConstraints: { ca, ...(pathLength !== undefined && { pathLength }) } };
    },
  },
  "2.5.29.35": {
    name: "authority key identifier",
    read: (value) => {
      const key = children(expect(readValue(value), Tag.sequence)).find(({ tag }) => tag === 0x80);
      return key ? { authorityKeyIdentifier: hexadecimal(content(key)) } : {};
    },
  },
  "2.5.29.37": {
    name: "extended key usage",
    read: (value) => {
      const ids = children(expect(readValue(value), Tag.sequence)).map(objectId);
      return { extendedKeyUsages: ids.map((id) => PURPOSES[id] ?? id) };
    },
  },
};

/** Critical extensions besides these that OpenSSL takes into account when it verifies a chain. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  "2.5.29.30", // name constraints
  "2.5.29.31", // CRL distribution points
  "2.5.29.32", // certificate policies
  "2.5.29.33", // policy mappings
  "2.5.29.36", // policy constraints
  "2.5.29.54", // inhibit any policy
  "2.16.840.1.113730.1.1", // Netscape certificate type
  "1.3.6.1.5.5.7.1.7", // address blocks
  "1.3.6.1.5.5.7.1.8", // autonomous system numbers
  "1.3.6.1.5.5.7.1.14", // proxy certificate information
  "1.3.6.1.5.5.7.48.1.5", // no OCSP check
]);

/** RFC 5280, 4.2.1.3, from bit 0. */
const USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

/** RFC 5280, 4.2.1.12, and what Windows and its certification authorities add. */
const PURPOSES: Readonly<Record<string, string>> = {
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
  "1.3.6.1.5.5.7.3.3": "codeSigning",
  "1.3.6.1.5.5.7.3.4": "emailProtection",
  "1.3.6.1.5.5.7.3.5": "ipsecEndSystem",
  "1.3.6.1.5.5.7.3.6": "ipsecTunnel",
  "1.3.6.1.5.5.7.3.7": "ipsecUser",
  "1.3.6.1.5.5.7.3.8": "timeStamping",
  "1.3.6.1.5.5.7.3.9": "OCSPSigning",
  "1.3.6.1.5.5.7.3.17": "ipsecIKE",
  "1.3.6.1.4.1.311.10.3.3": "msSGC",
  "1.3.6.1.4.1.311.20.2.2": "msSmartcardLogin",
  "1.3.6.1.5.2.3.4": "pkInitClientAuth",
  "1.3.6.1.5.2.3.5": "pkInitKDC",
  "2.16.840.1.113730.4.1": "nsSGC",
  "2.5.29.37.0": "anyExtendedKeyUsage",
};
