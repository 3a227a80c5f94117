import { places, scopes } from "../support/fixtures/scopes.ts";
import type { ConnectionSetup } from "./connectionSetup.ts";

const hba = "hostssl all all all trust clientcert=verify-ca\n";
const asAlice = (...certs: string[]) => certs.map((cert) => ({ user: "alice", cert }));
const everyPlace = ["alice", ...Object.keys(places).map((place) => `alice-${place}`)];
const ofPlaces = new Set(["placed", "other-placed", "directory-placed", "relative-placed", "placed-users"]);

/** Lists that are not about all certificates of their issuer, or that say what OpenSSL does not understand. */
export const crlSetups: readonly ConnectionSetup[] = [
  ...Object.keys(scopes).map((scope) => ({
    name: `${scope} list`,
    lists: `${scope}-revoking-crl + branch-crl`,
    hba,
    clients: asAlice("alice", "revoked", "of-branch + branch"),
  })),
  ...Object.keys(scopes).map((scope) => ({
    name: `${scope} list of a branch`,
    lists: `root-crl + ${scope}-branch-crl`,
    hba,
    clients: asAlice("of-branch + branch", "alice"),
  })),
  ...Object.keys(scopes).map((scope) => ({
    name: `newer ${scope} list beside a whole one`,
    lists: `root-crl + new-${scope}-crl`,
    hba,
    clients: asAlice("alice", "revoked"),
  })),
  ...[...ofPlaces].map((scope) => ({
    name: `${scope} list, root with that place`,
    authorities:
      { "directory-placed": "root-with-directory", "relative-placed": "root-with-relative" }[scope] ??
      (scope === "other-placed" ? "root-with-other-place" : "root-with-place"),
    lists: `${scope}-crl`,
    hba,
    clients: asAlice(...everyPlace),
  })),
  {
    name: "lists for each kind",
    lists: "authorities-crl + users-crl",
    hba,
    clients: asAlice("alice", "of-branch + branch"),
  },
  {
    name: "lists for each kind and of a branch",
    lists: "authorities-crl + users-branch-crl",
    hba,
    clients: asAlice("alice", "of-branch + branch", "of-branch + branch-with-place"),
  },
  {
    name: "whole list, certificates with places",
    lists: "root-crl + branch-crl",
    hba,
    clients: asAlice(...everyPlace, "revoked-with-reasons", "of-branch + branch-with-reasons"),
  },
  {
    name: "list of CAs that a root does not name",
    authorities: "root-with-reasons",
    lists: "root-crl",
    hba,
    clients: asAlice("alice"),
  },
];
