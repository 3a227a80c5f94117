/** A CA file, revocation lists, and a client whose certificate is refused exactly when the engine says `connection-error`. */
export interface ClientState {
  readonly authorities: string;
  readonly client: string;
  readonly lists?: string;
  /** What stands in `ssl_crl_dir` under a hashed name; empty for an empty directory. */
  readonly directory?: string;
  /** More files of that directory; `HASH` in a name stands for the hash of the root's. */
  readonly entries?: Readonly<Record<string, string>>;
}

/** What a directory of revocation lists may look like. */
const directories: readonly Readonly<Record<string, string>>[] = [
  { "HASH.r0": "crl" },
  { "HASH.r1": "crl" },
  { "HASH.r0": "expired-crl", "HASH.r1": "crl" },
  { "HASH.r0": "expired-crl" },
  { "HASH.r0": "future-crl" },
  { "HASH.r0": "crl-der" },
  { "HASH.r0": "junk", "HASH.r1": "crl" },
  { "HASH.r00": "crl" },
  { "HASH.r0": "other-crl" },
  { "HASH.r0": "other-crl", "HASH.r1": "crl" },
  { "HASH.r0": "root + crl" },
  { "HASH.0": "crl" },
  { "root.crl": "crl" },
  { "0123abcd.r0": "crl" },
];

/** Purposes of CAs, and directories of revocation lists. */
export const clientStates: readonly ClientState[] = [
  ...directories.map((entries) => ({ authorities: "root", client: "root-client", directory: "", entries })),
  { authorities: "server-root", client: "root-client" },
  { authorities: "client-intermediate + root", client: "intermediate-client" },
  { authorities: "v1-root", client: "root-client" },
  { authorities: "unlisting-root", client: "root-client" },
  { authorities: "unlisting-root", client: "root-client", lists: "crl" },
  { authorities: "root", client: "root-client", lists: "forged-crl" },
];
