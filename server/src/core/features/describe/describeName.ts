import type { DistinguishedName, PublicKey } from "../../pki.ts";
import { code, type Markdown } from "../hover/render.ts";

/** A name as RFC 4514 writes it. */
export function describeName(name: DistinguishedName): Markdown {
  return code(name.text);
}

/** The shortest text by which people know a name: its common name, or all of it. */
export function shortName(name: DistinguishedName): string {
  return name.commonName ? `CN=${name.commonName}` : name.text || "an empty name";
}

/** The kind and size of a key, as `RSA, 2048 bits` or `EC, prime256v1 (256 bits)`. */
export function describePublicKey({ algorithm, bits, curve }: PublicKey): string {
  if (curve) return `${algorithm}, ${curve}${bits ? ` (${bits} bits)` : ""}`;
  return bits ? `${algorithm}, ${bits} bits` : algorithm;
}
