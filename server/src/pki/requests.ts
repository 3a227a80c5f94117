import type { PemBlock } from "../core/pki.ts";
import { children, expect, integerText, Malformed, Tag } from "./der.ts";
import { readName } from "./names.ts";
import { readPublicKey } from "./publicKeys.ts";
import { readSigned } from "./signed.ts";

/** A certificate signing request (RFC 2986, 4). Throws `Malformed`. */
export function readRequest(der: Uint8Array): NonNullable<PemBlock["request"]> {
  const [version, subject, publicKey, ...attributes] = children(readSigned(der).signedPart);
  integerText(version);
  if (attributes.length > 1 || (attributes[0] && attributes[0].tag !== 0xa0))
    throw new Malformed("it is not built as it should be");
  for (const attribute of attributes[0] ? children(attributes[0]) : []) expect(attribute, Tag.sequence);
  return { subject: readName(subject), publicKey: readPublicKey(publicKey) };
}
