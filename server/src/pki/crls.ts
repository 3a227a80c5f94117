import type { Crl } from "../core/pki.ts";
import {
  bitString,
  children,
  content,
  type DerValue,
  encoding,
  expect,
  expectList,
  forEachChild,
  integerText,
  readValue,
  Tag,
} from "./der.ts";
import {
  distributionPointNames,
  type RawExtension,
  readAuthorityKey,
  readExtensionList,
  summarize,
} from "./extensions.ts";
import { readName } from "./names.ts";
import { readSigned, type Signed } from "./signed.ts";
import { isShortTime, readTime } from "./time.ts";

/** A revocation list (RFC 5280, 5.1). Throws `Malformed`. Its entries, of which there may be many, are read one by one. */
export function readCrl(der: Uint8Array): Crl {
  const signed = readSigned(der);
  const { version, issuer, thisUpdate, rest } = crlParts(signed);
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const revoked = rest[0]?.tag === Tag.sequence ? rest.shift() : undefined;
  const { name, digest } = signed.algorithm;
  return {
    version,
    issuer: readName(issuer),
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate) }),
    ...([thisUpdate, nextUpdate].some((date) => date && isShortTime(date)) && { hasShortDate: true }),
    ...readCrlExtensions(rest.find(({ tag }) => tag === 0xa0)),
    signatureAlgorithm: name,
    ...(digest !== undefined && { signatureDigest: digest }),
    ...readEntries(revoked),
    der: new Uint8Array(encoding(signed.whole)),
  };
}

/** The issuer and what follows it; a list of version 1 has no version field. */
export function crlParts({ signedPart }: Signed) {
  const fields = children(signedPart);
  const field = fields[0]?.tag === Tag.integer ? fields.shift() : undefined;
  const version = field ? Number.parseInt(integerText(field), 16) + 1 : 1;
  const [, issuer, thisUpdate, ...rest] = fields;
  return { version, issuer: expectList(issuer, Tag.sequence), thisUpdate, rest };
}

const isTime = (value: DerValue | undefined): boolean =>
  value?.tag === Tag.utcTime || value?.tag === Tag.generalizedTime;

/** The entries of a list: whom it revokes, and why. */
function readEntries(
  list: DerValue | undefined,
): Pick<Crl, "reasons" | "revokedCount" | "revokedSerialNumbers"> {
  const serialNumbers = new Set<string>();
  const reasons: Record<string, number> = {};
  let count = 0;
  const visit = (entry: DerValue): void => {
    const { bytes, contentStart, end } = expect(entry, Tag.sequence);
    const serialNumber = readValue(bytes, contentStart, end);
    serialNumbers.add(integerText(serialNumber));
    const date = readValue(bytes, serialNumber.end, end);
    const reason = date.end < end ? readReason(readValue(bytes, date.end, end)) : "unspecified";
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    count++;
  };
  if (list) forEachChild(list, visit);
  return { reasons, revokedCount: count, revokedSerialNumbers: serialNumbers };
}

/** The reason among an entry's extensions, an ENUMERATED. */
function readReason(extensions: DerValue): string {
  const reason = readExtensionList(extensions).find(({ id }) => id === "2.5.29.21");
  if (!reason) return "unspecified";
  const [code] = content(expect(readValue(reason.value), Tag.enumerated));
  return REASONS[code ?? 0] ?? "unspecified";
}

/** RFC 5280, 5.3.1, from 0; nothing has the number 7. */
const REASONS = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  undefined,
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
];

type ExtensionFacts = Pick<
  Crl,
  | "authorityIssuer"
  | "authorityKeyIdentifier"
  | "authoritySerialNumber"
  | "baseCrlNumber"
  | "crlNumber"
  | "distributionPoint"
  | "extensions"
  | "unknownCriticalExtensions"
>;

/** What follows the entries (RFC 5280, 5.2). */
function readCrlExtensions(list: DerValue | undefined): ExtensionFacts {
  const extensions = (list ? children(list) : []).flatMap(readExtensionList);
  const values = extensions.map(({ id, value }) => READERS[id]?.(value));
  return Object.assign(
    {
      extensions: extensions.map(summarize),
      unknownCriticalExtensions: extensions.filter(isUnknown).map(({ id }) => id),
    },
    ...values,
  );
}

const isUnknown = ({ id, critical }: RawExtension): boolean => critical && !Object.hasOwn(READERS, id);

const READERS: Readonly<Record<string, (value: Uint8Array) => Partial<ExtensionFacts>>> = {
  "2.5.29.20": (value) => ({ crlNumber: integerText(readValue(value)) }),
  "2.5.29.27": (value) => ({ baseCrlNumber: integerText(readValue(value)) }),
  "2.5.29.28": (value) => ({ distributionPoint: readDistributionPoint(readValue(value)) }),
  "2.5.29.35": readAuthorityKey,
};

/** An IssuingDistributionPoint (RFC 5280, 5.2.5); its flags are booleans under implicit tags. */
function readDistributionPoint(value: DerValue): NonNullable<Crl["distributionPoint"]> {
  const fields = children(expect(value, Tag.sequence));
  const field = (tag: number): DerValue | undefined => fields.find((each) => each.tag === tag);
  const flag = (tag: number): boolean => fields.some((each) => each.tag === tag && content(each)[0] !== 0);
  const place = field(0xa0);
  const reasons = field(0x83);
  const only = flag(0x81)
    ? "user-certificates"
    : flag(0x82)
      ? "ca-certificates"
      : flag(0x85)
        ? "attribute-certificates"
        : undefined;
  return {
    names: place ? distributionPointNames(place) : [],
    ...(only && { only }),
    indirect: flag(0x84),
    someReasons: reasons !== undefined && bitString(reasons, 0x83).length > 0,
  };
}
