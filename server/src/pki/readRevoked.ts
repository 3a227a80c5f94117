import "reflect-metadata";
import { X509Crl } from "@peculiar/x509";
import type { RevokedCertificate } from "./create.ts";

/** The entries of a CRL with their dates and reasons, to be copied into the next one. */
export function readRevoked(crl: Uint8Array): RevokedCertificate[] {
  return new X509Crl(crl).entries.map(({ serialNumber, revocationDate, reason }) => ({
    serialNumber,
    date: revocationDate,
    ...(reason !== undefined && { reason: Number(reason) }),
  }));
}
