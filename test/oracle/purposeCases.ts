import type { ConnectionSetup } from "./connectionSetup.ts";

const branches = [
  "netscape-tls-branch",
  "netscape-mail-branch",
  "netscape-client-branch",
  "any-purpose-branch",
  "bare-branch",
  "unconstrained-branch",
  "signing-branch",
];

/** What certificates say that they are for, at each level of a chain. */
export const purposeSetups: readonly ConnectionSetup[] = [
  {
    name: "purposes",
    hba: "hostssl all all all trust clientcert=verify-ca\n",
    clients: [
      "netscape-client",
      "netscape-server",
      "netscape-none",
      "any-purpose",
      "both-purposes",
      "enciphering-only",
      "agreeing-only",
      ...branches.map((name) => `of-branch + ${name}`),
    ].map((cert) => ({ user: "alice", cert })),
  },
];
