import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["SSL connection requested. No SSL enabled connection from this host is configured."],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    patterns: [
      "The remote certificate is invalid according to the validation procedure",
      "The remote certificate is invalid because of errors in the certificate chain",
      "The remote certificate was rejected by the provided RemoteCertificateValidationCallback",
      "RemoteCertificateChainErrors",
    ],
    meaning: ".NET could not verify the server's certificate.",
    remedy: `${trustServer} Npgsql: Root Certificate=FILE.`,
    rules: serverChain,
  },
  {
    patterns: ["RemoteCertificateNameMismatch"],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: [
      "Exception while performing SSL handshake",
      "Authentication failed because the remote party sent a TLS alert",
      "Authentication failed, see inner exception",
    ],
    meaning: "The TLS handshake failed; the inner exception has the reason.",
    remedy: "Search for the inner exception's words, and for the time in the server's log.",
    rules: [...serverChain, "client-certificate-unverified", "conf-protocol-range"],
  },
  {
    patterns: ["To validate server certificates, please use VerifyFull or VerifyCA instead of Require"],
    meaning:
      "Npgsql 8 and later does not verify the certificate with SSL Mode=Require, and insists that this is chosen knowingly.",
    remedy: "Use SSL Mode=VerifyFull and Root Certificate=FILE.",
  },
  {
    patterns: ["PartialChain", "UntrustedRoot"],
    meaning:
      ".NET does not know the CA that issued the server's certificate, or an intermediate was not sent.",
    remedy: `${trustServer} Npgsql: Root Certificate=FILE.`,
    rules: serverChain,
  },
  {
    patterns: ["RevocationStatusUnknown", "OfflineRevocation"],
    meaning:
      ".NET could not find out whether the certificate is revoked: it names no CRL or OCSP address that answers.",
    remedy: "Leave Check Certificate Revocation out, or publish the CRL where the certificate says.",
  },
  {
    patterns: ["NotTimeValid"],
    meaning: "The server's certificate, or one that issued it, is out of its validity.",
    remedy: "Renew it and reload the server (pgssl init renew).",
    rules: ["certificate-expired", "ca-certificate-expired"],
  },
  {
    patterns: [
      "Cannot determine the frame size or a corrupted frame was received",
      "Received an unexpected EOF or 0 bytes from the transport stream",
    ],
    meaning:
      "What answered knows no TLS or ended the handshake: another service, a proxy, or a refused client certificate.",
    remedy: "Read the server's log of that second; check host and port.",
  },
  {
    patterns: ["No password has been provided but the backend requires one"],
    meaning: "The server requires a password, and the client has none.",
    remedy: "Set Password, or use a passfile.",
    client: "any",
  },
];

/** What Npgsql and .NET print. */
export const dotnetMessages: readonly MessageRow[] = rows.map((row) => ({ source: "npgsql", ...row }));
