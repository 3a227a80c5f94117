import { scopes } from "../support/fixtures/scopes.ts";

/** A CA file, CRLs, and a client whose certificate is refused exactly when the engine says `connection-error`. */
export interface ClientState {
  readonly authorities: string;
  readonly client: string;
  readonly lists?: string;
  /** What is in `ssl_crl_dir` under a hashed name; empty for an empty directory. */
  readonly directory?: string;
  /** More files of that directory; `HASH` in a name is the hash of the root's. */
  readonly entries?: Readonly<Record<string, string>>;
}

/** What a directory of CRLs may look like. */
const directories: readonly Readonly<Record<string, string>>[] = [
  { "HASH.r0": "crl" },
  { "HASH.r1": "crl" },
  { "HASH.r0": "expired-crl", "HASH.r1": "crl" },
  { "HASH.r0": "expired-crl" },
  { "HASH.r0": "future-crl" },
  { "HASH.r0": "crl-der" },
  { "HASH.r0": "junk", "HASH.r1": "crl" },
  { "HASH.r0": "damaged-crl + crl" },
  { "HASH.r0": "crl + damaged-crl" },
  { "HASH.r0": "crl-der", "HASH.r1": "crl" },
  { "HASH.r00": "crl" },
  { "HASH.r0": "other-crl" },
  { "HASH.r0": "other-crl", "HASH.r1": "crl" },
  { "HASH.r0": "root + crl" },
  { "HASH.0": "crl" },
  { "root.crl": "crl" },
  { "0123abcd.r0": "crl" },
];

/** CAs, their purposes, and CRLs, in files and in directories. */
export const clientStates: readonly ClientState[] = [
  { authorities: "root", client: "root-client" },
  { authorities: "root", client: "intermediate-client + intermediate" },
  { authorities: "root + intermediate", client: "intermediate-client" },
  { authorities: "intermediate", client: "intermediate-client" },
  { authorities: "intermediate", client: "intermediate-client + intermediate + root" },
  { authorities: "self-signed-client", client: "self-signed-client" },
  { authorities: "expired-root", client: "old-root-client" },
  { authorities: "future-root", client: "old-root-client" },
  { authorities: "expired-root + renewed-root", client: "old-root-client" },
  { authorities: "renewed-root + expired-root", client: "old-root-client" },
  { authorities: "unsigning-root", client: "old-root-client" },
  { authorities: "expiring-root", client: "old-root-client" },
  { authorities: "rsa1024-root", client: "weak-root-client" },
  { authorities: "sha1-root", client: "root-client" },
  { authorities: "sha1-intermediate + root", client: "intermediate-client" },
  { authorities: "root + root", client: "root-client" },
  { authorities: "root + expired-crl", client: "root-client" },
  { authorities: "root", lists: "crl", client: "root-client" },
  { authorities: "root + crl", lists: "crl", client: "root-client" },
  { authorities: "root", lists: "expired-crl", client: "root-client" },
  { authorities: "root", lists: "future-crl", client: "root-client" },
  { authorities: "root", lists: "expired-crl + crl", client: "root-client" },
  { authorities: "root", lists: "crl + expired-crl", client: "root-client" },
  { authorities: "root", lists: "expiring-crl", client: "root-client" },
  { authorities: "root", lists: "other-crl", client: "root-client" },
  { authorities: "root", lists: "root", client: "root-client" },
  { authorities: "root + intermediate", lists: "crl", client: "intermediate-client" },
  { authorities: "root + intermediate", lists: "intermediate-crl", client: "root-client" },
  { authorities: "root + intermediate", lists: "crl + intermediate-crl", client: "intermediate-client" },
  { authorities: "root + other-root", lists: "crl", client: "other-root-client" },
  { authorities: "root", directory: "crl", client: "root-client" },
  { authorities: "root", directory: "", client: "root-client" },
  { authorities: "root + crl", directory: "", client: "root-client" },
  ...directories.map((entries) => ({ authorities: "root", client: "root-client", directory: "", entries })),
  { authorities: "server-root", client: "root-client" },
  { authorities: "client-intermediate + root", client: "intermediate-client" },
  { authorities: "v1-root", client: "root-client" },
  { authorities: "unlisting-root", client: "root-client" },
  { authorities: "unlisting-root", client: "root-client", lists: "crl" },
  { authorities: "root", client: "root-client", lists: "forged-crl" },
  { authorities: "netscape-object-root", client: "root-client" },
  { authorities: "netscape-tls-root", client: "root-client" },
  { authorities: "netscape-other-root", client: "root-client" },
  ...Object.keys(scopes).map((scope) => ({
    authorities: "root",
    client: "root-client",
    lists: `${scope}-crl`,
  })),
  // Whether a list with a place counts depends on the client.
  ...Object.keys(scopes)
    .filter((scope) => !scope.includes("placed"))
    .map((scope) => ({
      authorities: "root + intermediate",
      client: "intermediate-client",
      lists: `crl + ${scope}-intermediate-crl`,
    })),
  {
    authorities: "root + intermediate",
    client: "intermediate-client",
    lists: "authorities-crl + users-intermediate-crl",
  },
  {
    authorities: "root",
    client: "intermediate-client + intermediate",
    lists: "authorities-crl + users-intermediate-crl",
  },
  { authorities: "root", client: "root-client", lists: "authorities-crl + users-crl" },
  { authorities: "root", client: "root-client", lists: "indirect-crl + crl" },
];
