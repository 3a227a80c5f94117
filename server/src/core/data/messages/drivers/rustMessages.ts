import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["invalid peer certificate: UnknownIssuer", "invalid peer certificate: Expired"],
    meaning: "The client could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    patterns: ["invalid peer certificate: NotValidForName", 'certificate not valid for name "{host}"'],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: [
      "invalid peer certificate: BadSignature",
      "invalid peer certificate: CaUsedAsEndEntity",
      "invalid peer certificate: InvalidPurpose",
      "invalid peer certificate: UnsupportedCertVersion",
      "invalid peer certificate: Revoked",
    ],
    meaning:
      "rustls does not accept the server's certificate: another CA of the same name, a CA used as server certificate, or wrong usages.",
    remedy: "Look at the chain with pgssl inspect, and issue the server's certificate anew.",
    rules: ["certificate-is-authority", "certificate-purpose", "certificate-chain-invalid"],
  },
  {
    patterns: [
      "received fatal alert: UnknownCA",
      "received fatal alert: BadCertificate",
      "received fatal alert: CertificateRequired",
      "received fatal alert: CertificateUnknown",
    ],
    meaning: "The server refused the client's certificate, or missed one.",
    remedy: "Add the client's CA to ssl_ca_file, and reload. The server's log has the depth and the reason.",
    rules: ["client-certificate-unverified", "hba-client-certificate-without-ca"],
  },
  {
    patterns: ["server does not support TLS"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
];

/** What Rust's drivers print. */
export const rustMessages: readonly MessageRow[] = rows.map((row) => ({ source: "rust", ...row }));
