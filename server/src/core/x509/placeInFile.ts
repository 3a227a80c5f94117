import type { Certificate, Pki } from "../pki.ts";
import { type CertificateKind, certificateKind, isSelfSigned } from "./authority.ts";
import { type FoundIssuer, findIssuer } from "./issuer.ts";

/** Where a certificate is in its file, and how it belongs to the others. */
export interface PlaceInFile {
  readonly kind: CertificateKind;
  /** From 1; absent for a certificate that is not one of the file's. */
  readonly number?: number;
  /** Certificates of the file. */
  readonly count: number;
  /** Who of the file issued it, by number, from 1; nobody for a self-signed one. */
  readonly issuer: FoundIssuer<number>;
}

/** The place of a certificate among those of its file. */
export function placeInFile(
  certificate: Certificate,
  file: readonly Certificate[],
  pki: Pki | undefined,
): PlaceInFile {
  const at = file.indexOf(certificate);
  const members = file.map((other, index) => ({ other, number: index + 1 }));
  const { issuer, possible, namesake } = isSelfSigned(certificate)
    ? {}
    : findIssuer(certificate, members, ({ other }) => other, pki);
  return {
    kind: certificateKind(certificate),
    ...(at >= 0 && { number: at + 1 }),
    count: file.length,
    issuer: {
      ...(issuer && { issuer: issuer.number }),
      ...(possible && { possible: possible.number }),
      ...(namesake && { namesake: namesake.number }),
    },
  };
}
