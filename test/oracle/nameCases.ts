import type { ConnectionSetup } from "./connectionSetup.ts";

/** Names of clients below CAs with name constraints: some that they permit, and some that they do not. */
const pairs: Readonly<Record<string, readonly string[]>> = {
  directory: ["acme", "plain"],
  "no-directory": ["acme", "plain"],
  mail: ["other-mail", "mail-below", "mail-in-subject", "no-mail"],
  "mail-below": ["mail-below", "mail"],
  mailbox: ["mail", "other-mail"],
  "no-mail": ["mail", "no-mail"],
  host: ["host", "domain", "other-host", "host-as-name", "plain"],
  "host-below": ["host", "domain"],
  "no-host": ["host", "other-host"],
  place: ["place", "place-below"],
  "no-place": ["place-below", "no-place"],
  network: ["address", "other-address", "long-address"],
  "no-network": ["address", "plain"],
  registered: ["registered", "plain"],
};

/** For which names a CA may issue, and extensions of which OpenSSL demands that it knows them. */
export const nameSetups: readonly ConnectionSetup[] = [
  {
    name: "names that CAs permit, and critical extensions",
    // Not of 18 and later, whose recordings come from servers that are not at hand.
    until: 17,
    hba: "hostssl all all all trust clientcert=verify-ca\n",
    clients: [
      ...Object.entries(pairs).flatMap(([bound, names]) =>
        names.map((name) => `of-branch-${name} + branch-bounded-${bound}`),
      ),
      ...["unheard-of", "key-identifier", "no-check", "policies"].map((name) => `critical-${name}`),
      "of-branch + unheard-of-branch",
    ].map((cert) => ({ user: "alice", cert })),
  },
];
