/*
 * What several messages of clients mean, and what to do about them.
 */

export const trustServer =
  "Give the client the CA that issued the server's certificate; do not turn verification off. The server must send its intermediates.";
export const nameServer =
  "Connect by a name that the certificate has, or issue it anew with that name (and address) among its subject alternative names.";
export const noTls =
  "The client requires TLS, and the server answered that it does none: ssl is off, or a pooler or proxy in between has no TLS.";
export const setSslOn =
  "Set ssl = on with a certificate and a key, and reload. With a pooler in between set up TLS there.";
export const serverChain = [
  "certificate-chain-incomplete",
  "certificate-chain-root",
  "certificate-expired",
  "service-root-mismatch",
];
export const serverNames = [
  "certificate-address-uncovered",
  "service-host-uncovered",
  "certificate-names-missing",
  "hosts-name-uncovered",
];
