import type { AlternativeName, Certificate, ExtensionSummary } from "../core/pki.ts";
import {
  bitString,
  booleanOf,
  children,
  content,
  type DerValue,
  expect,
  expectAny,
  expectList,
  hexadecimal,
  implicit,
  implicitString,
  integerText,
  Malformed,
  members,
  objectId,
  octetString,
  optionalMembers,
  readValue,
  Tag,
} from "./der.ts";
import { readDistributionPoints } from "./distributionPoints.ts";
import { extensionName } from "./extensionNames.ts";
import { readGeneralName, readGeneralNames } from "./generalNames.ts";

/** How a certificate or CRL identifies the key that signed it. */
type AuthorityFacts = Pick<
  Certificate,
  "authorityKeyIdentifier" | "authorityIssuer" | "authoritySerialNumber"
>;

/** What a certificate's extensions say. */
export type ExtensionFacts = AuthorityFacts &
  Pick<
    Certificate,
    | "alternativeNames"
    | "authorityInformation"
    | "basicConstraints"
    | "brokenParts"
    | "certificatePolicies"
    | "crlDistributionPoints"
    | "extendedKeyUsages"
    | "extensions"
    | "keyUsages"
    | "nameConstraints"
    | "netscapeTypes"
    | "policyConstraints"
    | "subjectKeyIdentifier"
    | "unknownCriticalExtensions"
  >;

/** One extension: its object id and the bytes of its value. */
export interface RawExtension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** The extensions of a certificate, request or list (RFC 5280, 4.1). Throws `Malformed`. */
export function readExtensionList(list: DerValue): RawExtension[] {
  return children(expectList(list, Tag.sequence)).map((extension) => {
    const [id, ...fields] = children(expect(extension, Tag.sequence));
    const flag = fields[0]?.tag === Tag.boolean ? content(fields[0]) : undefined;
    const [value, ...others] = flag ? fields.slice(1) : fields;
    if (others.length > 0 || (flag && flag.length !== 1)) throw new Malformed("an extension is broken");
    const critical = flag !== undefined && flag[0] !== 0;
    return { id: objectId(id), critical, value: octetString(value) };
  });
}

/** Reads the extensions that pgssl knows; one whose value is broken leaves its fact out. `issuer` is the certificate's. */
export function readExtensions(extensions: readonly RawExtension[], issuer: DerValue): ExtensionFacts {
  let facts: ExtensionFacts = {
    alternativeNames: [],
    extensions: extensions.map(summarize),
    unknownCriticalExtensions: extensions
      .filter(({ id, critical }) => critical && !UNDERSTOOD.has(id))
      .map(({ id }) => id),
  };
  const brokenParts: string[] = [];
  const seen = new Set<string>();
  for (const { id, value } of extensions) {
    try {
      if (seen.has(id)) throw new Malformed("an extension occurs twice");
      seen.add(id);
      facts = { ...facts, ...READERS[id]?.(value, issuer) };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      if (Object.hasOwn(READERS, id) && !UNCHECKED.has(id)) brokenParts.push(extensionName(id) ?? id);
    }
  }
  return brokenParts.length > 0 ? { ...facts, brokenParts } : facts;
}

/** An extension without its value. */
export function summarize({ id, critical }: RawExtension): ExtensionSummary {
  const name = extensionName(id);
  return { id, ...(name !== undefined && { name }), critical };
}

/** The key of an issuer by its identifier, its issuer's name and its serial number, whichever of them is there. */
export function readAuthorityKey(value: Uint8Array): AuthorityFacts {
  const [key, names, serial] = optionalMembers(readValue(value), [implicit(0), implicit(1), [0x82]]);
  const issuer = names && children(names).map(readGeneralName)[0];
  return {
    ...(key && { authorityKeyIdentifier: hexadecimal(implicitString(key)) }),
    ...(issuer && { authorityIssuer: issuer.value }),
    ...(serial && { authoritySerialNumber: integerText(serial, 0x82) }),
  };
}

/** By object id; all of RFC 5280, 4.2, that says something of whom a certificate is for. */
const READERS: Readonly<Record<string, (value: Uint8Array, issuer: DerValue) => Partial<ExtensionFacts>>> = {
  "2.5.29.14": (value) => ({
    subjectKeyIdentifier: hexadecimal(content(expect(readValue(value), Tag.octetString))),
  }),
  "2.5.29.15": (value) => ({ keyUsages: bitNames(value, USAGES) }),
  "2.5.29.17": (value) => ({ alternativeNames: readGeneralNames(value) }),
  "2.5.29.19": (value) => {
    const [flag, length] = optionalMembers(readValue(value), [[Tag.boolean], [Tag.integer]]);
    const ca = flag !== undefined && booleanOf(flag);
    const pathLength = length && smallInteger(length);
    return { basicConstraints: { ca, ...(pathLength !== undefined && { pathLength }) } };
  },
  "2.5.29.30": (value) => {
    const [permitted, excluded] = optionalMembers(readValue(value), [implicit(0), implicit(1)]);
    const names = (trees: DerValue | undefined) => (trees ? children(trees).map(readSubtree) : []);
    return { nameConstraints: { permitted: names(permitted), excluded: names(excluded) } };
  },
  "2.5.29.31": (value, issuer) => ({
    crlDistributionPoints: readDistributionPoints(readValue(value), issuer),
  }),
  "2.5.29.32": (value) => ({
    certificatePolicies: children(expect(readValue(value), Tag.sequence)).map((policy) =>
      objectId(firstOf(policy)),
    ),
  }),
  "2.5.29.35": readAuthorityKey,
  "2.5.29.36": (value) => {
    const fields = children(expect(readValue(value), Tag.sequence));
    const [explicit, mapping] = [0x80, 0x81].map((tag) => fields.find((field) => field.tag === tag));
    return {
      policyConstraints: {
        ...(explicit && { requireExplicitPolicy: smallInteger(explicit, 0x80) }),
        ...(mapping && { inhibitPolicyMapping: smallInteger(mapping, 0x81) }),
      },
    };
  },
  "2.5.29.37": (value) => {
    const ids = children(expectList(readValue(value), Tag.sequence)).map(objectId);
    return { extendedKeyUsages: ids.map((id) => PURPOSES[id] ?? id) };
  },
  "2.16.840.1.113730.1.1": (value) => ({ netscapeTypes: bitNames(value, NETSCAPE_TYPES) }),
  "1.3.6.1.5.5.7.1.1": (value) => ({
    authorityInformation: children(expect(readValue(value), Tag.sequence)).map((access) => {
      const [method, location] = members(access, 2);
      const id = objectId(method);
      return { method: ACCESS[id] ?? id, location: readGeneralName(expectAny(location)).value };
    }),
  }),
};

/** The name of a GeneralSubtree (RFC 5280, 4.2.1.10); its distances are of no use, but have to be numbers. */
function readSubtree(tree: DerValue): AlternativeName {
  const [base, ...distances] = children(expect(tree, Tag.sequence));
  const name = readGeneralName(expectAny(base));
  const rest = distances.filter(
    ({ tag }, at) => tag !== 0x80 && !(tag === 0x81 && at === distances.length - 1),
  );
  if (rest.length > 0 || distances.length > 2) throw new Malformed("its structure is invalid");
  for (const distance of distances) integerText(distance, distance.tag);
  return name;
}

function firstOf(value: DerValue): DerValue {
  return expectAny(children(expect(value, Tag.sequence))[0]);
}

function smallInteger(value: DerValue, tag: number = Tag.integer): number {
  const number = Number.parseInt(integerText(value, tag), 16);
  if (number < 0) throw new Malformed("a length is negative");
  return number;
}

/** Extensions that OpenSSL takes into account when it verifies a chain; another one that is critical makes it refuse. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  "2.5.29.15",
  "2.5.29.17",
  "2.5.29.19",
  "2.5.29.30",
  "2.5.29.31",
  "2.5.29.32",
  "2.5.29.33",
  "2.5.29.35",
  "2.5.29.36",
  "2.5.29.37",
  "2.5.29.54",
  "2.16.840.1.113730.1.1",
  "1.3.6.1.5.5.7.1.7",
  "1.3.6.1.5.5.7.1.8",
  "1.3.6.1.5.5.7.1.14",
  "1.3.6.1.5.5.7.48.1.5",
]);

/** Extensions that OpenSSL does not look into before it verifies: broken or not, the certificate is as good. */
const UNCHECKED: ReadonlySet<string> = new Set(["2.5.29.32", "2.5.29.36", "1.3.6.1.5.5.7.1.1"]);

/** The names of the bits that a BIT STRING sets. */
function bitNames(value: Uint8Array, names: readonly string[]): string[] {
  const bytes = bitString(readValue(value));
  return names.filter((_, bit) => (bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7)));
}

/** From bit 0; bit 4 is reserved. The words are those of openssl.cnf (manual of `x509v3_config`). */
const NETSCAPE_TYPES = ["client", "server", "email", "objsign", "reserved", "sslCA", "emailCA", "objCA"];

/** RFC 5280, 4.2.2.1. */
const ACCESS: Readonly<Record<string, string>> = {
  "1.3.6.1.5.5.7.48.1": "OCSP",
  "1.3.6.1.5.5.7.48.2": "caIssuers",
};

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
