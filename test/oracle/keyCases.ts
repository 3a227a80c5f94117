import type { ConnectionSetup } from "./connectionSetup.ts";

const hba = "hostssl all all all trust\n";
const anybody = [{ user: "alice" }];

/** Kinds of keys, of the server, of clients and of their CAs. */
export const keySetups: readonly ConnectionSetup[] = [
  ...(["secp256k1", "ed25519", "explicit"] as const).map((kind) => ({
    name: `server with ${kind}`,
    server: [`${kind}-leaf`, `${kind}-key`] as const,
    hba,
    clients: anybody,
  })),
  ...["secp256k1", "secp521r1", "prime256v1"].map((curve) => ({
    name: `ssl_ecdh_curve = ${curve}`,
    settings: [`ssl_ecdh_curve = '${curve}'`],
    hba,
    clients: anybody,
  })),
  // Not of 18 and later, whose recordings come from servers that are not at hand.
  ...[0, 1, 2].map((level) => ({
    name: `security level ${level}`,
    until: 17,
    settings: [`ssl_ciphers = 'DEFAULT@SECLEVEL=${level}'`],
    hba,
    clients: ["alice", "sha1"].map((cert) => ({ user: "alice", cert })),
  })),
  {
    name: "explicit parameters of clients",
    hba,
    clients: ["explicit", "of-branch + explicit-branch"].map((cert) => ({ user: "alice", cert })),
  },
  {
    name: "explicit parameters of a root",
    authorities: "explicit-root",
    hba,
    clients: [{ user: "alice", cert: "alice" }],
  },
];
