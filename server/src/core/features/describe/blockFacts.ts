import type { BlockView } from "../../model/fileView.ts";
import type { Certificate, PemBlock, Pki, PublicKey } from "../../pki.ts";
import { certificateFacts } from "./certificateFacts.ts";
import { chainPosition } from "./chainPosition.ts";
import { crlFacts } from "./crlFacts.ts";
import { type Fact, fact } from "./fact.ts";
import { keyFacts, publicKeyFacts, requestFacts } from "./keyFacts.ts";

/** What a block of a PEM file is, and its facts. */
export interface DescribedBlock {
  readonly kind: BlockView["kind"];
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** What is known beside a block when it is described. */
export interface BlockSurroundings {
  /** The certificates of the same file, in its order. */
  readonly certificates: readonly Certificate[];
  readonly pki: Pki | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Says which certificate a key belongs to; `undefined` where that was not looked for. */
  readonly findMatch?: (key: PublicKey) => Fact | undefined;
}

/** What a block contains: of a private key its kind and public key, never more. The one description for all that show one. */
export function blockFacts(
  block: Partial<PemBlock>,
  { certificates, pki, now, findMatch }: BlockSurroundings,
): DescribedBlock {
  const { certificate, crl, key, request, publicKey, dhBits, label = "" } = block;
  if (certificate)
    return {
      kind: "certificate",
      title: `Certificate: ${chainPosition(certificate, certificates, pki)}`,
      facts: certificateFacts(certificate, now),
    };
  if (crl) return { kind: "crl", title: "CRL", facts: crlFacts(crl, now) };
  if (key) {
    const match = key.publicKey && findMatch?.(key.publicKey);
    return { kind: "key", title: "Private key", facts: keyFacts(key, match) };
  }
  if (request) return { kind: "request", title: "Certificate signing request", facts: requestFacts(request) };
  if (publicKey) return { kind: "other", title: "Public key", facts: publicKeyFacts(publicKey) };
  if (dhBits !== undefined)
    return {
      kind: "parameters",
      title: "Diffie-Hellman parameters",
      facts: fact("DH Parameters", `${dhBits} bits`),
    };
  return { kind: "other", title: `PEM block ${label}`, facts: [] };
}
