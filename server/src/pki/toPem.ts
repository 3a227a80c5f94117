import { latin1 } from "./bytes.ts";

/** A PEM block (RFC 7468) with a line end behind it, so that blocks can be joined. */
export function toPem(
  label: "CERTIFICATE" | "X509 CRL" | "PRIVATE KEY" | "CERTIFICATE REQUEST",
  der: Uint8Array,
): string {
  const lines = btoa(latin1(der)).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}
