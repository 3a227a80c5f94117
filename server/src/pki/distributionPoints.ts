import type { Crl, DistributionPoint } from "../core/pki.ts";
import {
  bitString,
  children,
  content,
  type DerValue,
  encode,
  encoding,
  expect,
  expectList,
  implicit,
  Malformed,
  only,
  optionalMembers,
  readValue,
  Tag,
} from "./der.ts";
import { directoryName, readGeneralName } from "./generalNames.ts";
import { readAttribute } from "./names.ts";

/** Where to fetch lists (RFC 5280, 4.2.1.13). A name relative to the CRL issuer's, or else to `issuer`, is made whole. */
export function readDistributionPoints(list: DerValue, issuer: DerValue): DistributionPoint[] {
  return children(expectList(list, Tag.sequence)).map((point) => {
    const [place, reasons, issuers] = optionalMembers(point, [[0xa0], implicit(1), implicit(2)]);
    const signers = issuers && children(issuers);
    const signer = signers?.find(({ tag }) => tag === 0xa4);
    return {
      ...(place && { names: namesOf(place, signer ? only(signer) : issuer) }),
      ...(signers && { issuers: signers.map(readGeneralName) }),
      someReasons: reasons !== undefined && !isEveryReason(bitString(reasons, reasons.tag)),
    };
  });
}

/** An IssuingDistributionPoint (RFC 5280, 5.2.5); its flags are booleans under implicit tags. */
export function readIssuingPoint(value: DerValue, issuer: DerValue): NonNullable<Crl["distributionPoint"]> {
  const fields = children(expect(value, Tag.sequence));
  const field = (tag: number): DerValue | undefined => fields.find((each) => each.tag === tag);
  const flag = (tag: number): boolean => fields.some((each) => each.tag === tag && content(each)[0] !== 0);
  const place = field(0xa0);
  const reasons = field(0x83);
  if (reasons) bitString(reasons, 0x83);
  return {
    ...(place && { names: namesOf(place, issuer) }),
    only: kinds.flatMap(([tag, kind]) => (flag(tag) ? kind : [])),
    indirect: flag(0x84),
    someReasons: reasons !== undefined,
  };
}

const kinds = [
  [0x81, "user-certificates"],
  [0x82, "ca-certificates"],
  [0x85, "attribute-certificates"],
] as const;

/** The names of a DistributionPointName. */
function namesOf(place: DerValue, issuer: DerValue): NonNullable<DistributionPoint["names"]> {
  const name = only(place);
  if (implicit(0).includes(name.tag)) return children(name).map(readGeneralName);
  if (!implicit(1).includes(name.tag)) throw new Malformed("its structure is invalid");
  const attributes = children(name);
  attributes.forEach(readAttribute);
  const own = encode(Tag.set, attributes.map(encoding));
  return [directoryName(readValue(encode(Tag.sequence, [...children(issuer).map(encoding), own])))];
}

/** The reasons from keyCompromise to aACompromise, all that OpenSSL looks at. */
function isEveryReason([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x7f) === 0x7f && (second & 0x80) === 0x80;
}
