import type { DistinguishedName, PublicKey } from "../../pki.ts";
import type { Fact } from "./fact.ts";

/** A name as PostgreSQL compares it (RFC 2253); where that hides letters outside ASCII, with the name as people write it. */
export function nameFact(field: string, name: DistinguishedName): Fact {
  const readable = readableName(name);
  return {
    field,
    values: [name.text],
    ...(/\\[0-9A-F]{2}/.test(name.text) && { gloss: readable }),
  };
}

/** A name for people: as RFC 4514 has it, but letters outside ASCII stay readable. */
export function readableName({ relativeNames }: DistinguishedName): string {
  const sets = relativeNames.map((set) =>
    set.map(({ type, value }) => `${type}=${value.replace(/[,+"\\<>;]|^[ #]| $/g, "\\$&")}`),
  );
  return sets
    .map((set) => set.reverse().join("+"))
    .reverse()
    .join(", ");
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
