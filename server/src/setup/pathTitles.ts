import type { SetupPath } from "./request.ts";

/** The ways through a set-up by the names under which the editor lists them. */
export const pathTitles: Readonly<Record<SetupPath, string>> = {
  "self-signed": "Self-Signed Server Certificate",
  ca: "Root CA and Server Certificate",
  chain: "Root, Intermediate and Server Certificate",
  client: "Client Certificates",
  csr: "Certificate Signing Request",
  install: "Install the CA's Answer",
  crl: "Revoke Certificates, Renew the CRL",
  renew: "Renew a Certificate",
  rollover: "CA Rollover",
  retire: "Retire the Old CA",
};

/** A way as messages name it, for the editor and for the command line. */
export const wayOf = (path: SetupPath): string => `“${pathTitles[path]}” (pgssl init ${path})`;
