import type { Certificate, Pki } from "../../pki.ts";
import { placeInFile } from "../../x509/placeInFile.ts";
import { shortName } from "./describeName.ts";

/** What a certificate is in a chain, in words, and which certificate of the same file issued it. */
export function chainPosition(
  certificate: Certificate,
  file: readonly Certificate[],
  pki: Pki | undefined,
): string {
  const { kind, number, count, issuer } = placeInFile(certificate, file, pki);
  const named = (at: number) => {
    const other = file[at - 1];
    return other ? `number ${at} (${shortName(other.subject)})` : `number ${at}`;
  };
  const parts = [
    issuer.issuer === undefined ? kind : `${kind}, issued by ${named(issuer.issuer)}`,
    number !== undefined && count > 1 && `number ${number} of ${count} in the file`,
    issuer.possible !== undefined &&
      `perhaps issued by ${named(issuer.possible)}, the signature cannot be checked here`,
    issuer.namesake !== undefined &&
      `not issued by ${named(issuer.namesake)}, which has its issuer's name and another key`,
  ];
  return parts.filter(Boolean).join("; ");
}
