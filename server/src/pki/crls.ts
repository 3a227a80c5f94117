import type { Crl } from "../core/pki.ts";
import {
  children,
  content,
  type DerValue,
  encoding,
  expect,
  expectList,
  forEachChild,
  integerText,
  only,
  readValue,
  Tag,
} from "./der.ts";
import { readIssuingPoint } from "./distributionPoints.ts";
import { type RawExtension, readAuthorityKey, readExtensionList, summarize } from "./extensions.ts";
import { isSameName } from "./nameHash.ts";
import { readName } from "./names.ts";
import { readSigned, type Signed } from "./signed.ts";
import { isShortTime, readTime } from "./time.ts";

/** A CRL (RFC 5280, 5.1). Throws `Malformed`. Its entries, of which there may be many, are read one by one. */
export function readCrl(der: Uint8Array): Crl {
  const signed = readSigned(der);
  const { version, issuer, thisUpdate, rest } = crlParts(signed);
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const revoked = rest[0]?.tag === Tag.sequence ? rest.shift() : undefined;
  const { name, digest } = signed.algorithm;
  const { unhandled, ...entries } = readEntries(revoked, issuer);
  const { unknownCriticalExtensions, ...extensionFields } = readCrlExtensions(
    rest.find(({ tag }) => tag === 0xa0),
    issuer,
  );
  return {
    version,
    issuer: readName(issuer),
    thisUpdate: readTime(thisUpdate),
    ...(nextUpdate && { nextUpdate: readTime(nextUpdate) }),
    ...([thisUpdate, nextUpdate].some((date) => date && isShortTime(date)) && { hasShortDate: true }),
    ...extensionFields,
    unknownCriticalExtensions: [...unknownCriticalExtensions, ...unhandled],
    signatureAlgorithm: name,
    ...(digest !== undefined && { signatureDigest: digest }),
    ...entries,
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

/** The entries of a list: whom it revokes, and why. An entry may name another issuer for itself and those after it. */
function readEntries(list: DerValue | undefined, issuer: DerValue): EntryFacts {
  const revokedSerialNumbers = new Set<string>();
  const reasons: Record<string, number> = {};
  const unhandled = new Set<string>();
  let revokedCount = 0;
  let isOwn = true;
  const visit = (entry: DerValue): void => {
    const { bytes, contentStart, end } = expect(entry, Tag.sequence);
    const serialNumber = readValue(bytes, contentStart, end);
    const date = readValue(bytes, serialNumber.end, end);
    const extensions = date.end < end ? readExtensionList(readValue(bytes, date.end, end)) : [];
    for (const { id, critical } of extensions) if (critical && id !== CERTIFICATE_ISSUER) unhandled.add(id);
    const owner = extensions.find(({ id }) => id === CERTIFICATE_ISSUER);
    if (owner) isOwn = namesIssuer(owner.value, issuer);
    const reason = readReason(extensions);
    if (isOwn && reason !== "removeFromCRL") revokedSerialNumbers.add(integerText(serialNumber));
    reasons[reason] = (reasons[reason] ?? 0) + 1;
    revokedCount++;
  };
  if (list) forEachChild(list, visit);
  return { reasons, revokedCount, revokedSerialNumbers, unhandled: [...unhandled] };
}

type EntryFacts = Pick<Crl, "reasons" | "revokedCount" | "revokedSerialNumbers"> & {
  /** Critical extensions of entries that OpenSSL does not handle. */
  readonly unhandled: readonly string[];
};

const CERTIFICATE_ISSUER = "2.5.29.29";

function namesIssuer(value: Uint8Array, issuer: DerValue): boolean {
  return children(expect(readValue(value), Tag.sequence)).some(
    (name) => name.tag === 0xa4 && isSameName(only(name), issuer),
  );
}

/** The reason among an entry's extensions, an ENUMERATED. */
function readReason(extensions: readonly RawExtension[]): string {
  const reason = extensions.find(({ id }) => id === "2.5.29.21");
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
function readCrlExtensions(list: DerValue | undefined, issuer: DerValue): ExtensionFacts {
  const extensions = (list ? children(list) : []).flatMap(readExtensionList);
  const values = extensions.map(({ id, value }) => READERS[id]?.(value, issuer));
  return Object.assign(
    {
      extensions: extensions.map(summarize),
      unknownCriticalExtensions: extensions.filter(isUnknown).map(({ id }) => id),
    },
    ...values,
  );
}

/** OpenSSL handles three; one as usual as the list's number is not among them. */
const isUnknown = ({ id, critical }: RawExtension): boolean => critical && !HANDLED.has(id);

const HANDLED: ReadonlySet<string> = new Set(["2.5.29.27", "2.5.29.28", "2.5.29.35"]);

const READERS: Readonly<Record<string, (value: Uint8Array, issuer: DerValue) => Partial<ExtensionFacts>>> = {
  "2.5.29.20": (value) => ({ crlNumber: integerText(readValue(value)) }),
  "2.5.29.27": (value) => ({ baseCrlNumber: integerText(readValue(value)) }),
  "2.5.29.28": (value, issuer) => ({ distributionPoint: readIssuingPoint(readValue(value), issuer) }),
  "2.5.29.35": readAuthorityKey,
};
