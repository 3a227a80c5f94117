import { nameServer, noTls, serverChain, serverNames, setSslOn, trustServer } from "../advice.ts";
import type { MessageRow } from "../messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ["rejected SSL upgrade"],
    meaning: noTls,
    remedy: setSslOn,
    rules: ["hba-hostssl-without-ssl"],
  },
  {
    patterns: [
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: {other}",
      "CERTIFICATE_VERIFY_FAILED",
    ],
    meaning: "Python could not verify the server's certificate.",
    remedy: trustServer,
    rules: serverChain,
  },
  {
    patterns: [
      "Hostname mismatch, certificate is not valid for '{host}'",
      "IP address mismatch, certificate is not valid for '{host}'",
    ],
    meaning: "The certificate is not for the host name that the client used.",
    remedy: nameServer,
    rules: serverNames,
  },
  {
    patterns: ["[SSL] PEM lib"],
    meaning: "Python cannot read a PEM file: no certificate or key in it, or a key that does not match.",
    remedy: "Look with pgssl inspect FILE.",
  },
];

/** What Python and asyncpg print. */
export const pythonMessages: readonly MessageRow[] = rows.map((row) => ({ source: "python", ...row }));
