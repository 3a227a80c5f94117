import type { FileSpec } from "./pathPlan.ts";
import type { Note } from "./plan.ts";
import type { SetupRequest } from "./request.ts";

/** A warning about a new CA key. */
export function keepOffline({ encryptAuthorityKey }: SetupRequest, files: readonly FileSpec[]): Note {
  const key = files.find(({ kind }) => kind === "ca-key")?.path ?? "";
  const encrypted = encryptAuthorityKey
    ? ""
    : " It is not encrypted: whoever reads the file can issue certificates.";
  return {
    kind: "warning",
    text: `${key} signs for everybody who trusts this CA. Keep it offline (on a medium that is not plugged in, with a copy elsewhere); it is only needed to issue, renew and revoke.${encrypted}`,
  };
}

/** What other programs make of Ed25519. */
export const ed25519Notes: readonly Note[] = [
  {
    kind: "warning",
    text: "Ed25519 needs OpenSSL 1.1.1 on both sides, and not every driver supports it (old JDK, Windows' own TLS). With a certificate that an Ed25519 key signed, password logins by SCRAM fail unless the client sets channel_binding=disable.",
  },
];
