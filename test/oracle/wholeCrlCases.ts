import { type ConnectionSetup, eachOf } from "./connectionSetup.ts";

const hba = "hostssl all all all trust clientcert=verify-ca\n";

/** CRLs about all certificates of their issuer, in files and in a directory. */
export const wholeCrlSetups: readonly ConnectionSetup[] = [
  {
    name: "CRL",
    lists: "root-crl",
    hba,
    clients: [{ user: "alice" }, ...eachOf("alice", "alice", "revoked", "of-branch + branch", "expired")],
  },
  {
    name: "CRLs of both",
    lists: "root-crl + branch-crl",
    hba,
    clients: eachOf("alice", "of-branch + branch", "of-branch + revoked-branch"),
  },
  {
    name: "newer list",
    lists: "older-root-crl + root-crl",
    hba,
    clients: eachOf("alice", "revoked", "alice"),
  },
  { name: "older list", lists: "older-root-crl", hba, clients: eachOf("alice", "revoked") },
  { name: "list past its day", lists: "old-root-crl", hba, clients: eachOf("alice", "alice") },
  { name: "forged list", lists: "forged-root-crl", hba, clients: eachOf("alice", "alice") },
  {
    name: "CA beside the list",
    lists: "root-crl + branch + branch-crl",
    hba,
    clients: eachOf("alice", "of-branch"),
  },
  {
    name: "list without demand",
    lists: "root-crl",
    hba: "host all all all trust\n",
    clients: [{ user: "alice" }, ...eachOf("a", "revoked")],
  },
  {
    name: "directory",
    since: 14,
    directory: "root-crl",
    hba,
    clients: eachOf("alice", "alice", "revoked"),
  },
  { name: "empty directory", since: 14, directory: "", hba, clients: eachOf("alice", "alice") },
];
