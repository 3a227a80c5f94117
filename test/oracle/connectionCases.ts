import { type ConnectionClient, type ConnectionSetup, eachOf } from "./connectionSetup.ts";
import { crlSetups } from "./crlCases.ts";
import { keySetups } from "./keyCases.ts";
import { mapSetups } from "./mapCases.ts";
import { matchingSetups } from "./matchingCases.ts";
import { nameSetups } from "./nameCases.ts";
import { purposeSetups } from "./purposeCases.ts";
import { wholeCrlSetups } from "./wholeCrlCases.ts";

const certOnly = "hostssl all all all cert\n";
const demanding = "hostssl all all all trust clientcert=verify-ca\n";

const strange = [
  "expired",
  "future",
  "for-servers",
  "self-signed",
  "of-stranger",
  "of-impostor",
  "zero-byte",
];
const fine = ["alice", "no-purpose", "is-authority", "sha1"];
const chains = [
  "of-branch",
  "of-branch + branch",
  "of-branch + branch + root",
  "of-branch + stranger",
  "of-twig + twig + branch",
  "of-twig + branch + twig",
  "of-twig + branch",
  "of-no-authority + no-authority",
  "of-server-branch + server-branch",
  "of-expired-branch + expired-branch",
  "of-stranger + stranger",
];
const nobody: ConnectionClient = { user: "alice" };

export const connectionSetups: readonly ConnectionSetup[] = [
  ...wholeCrlSetups,
  ...crlSetups,
  ...purposeSetups,
  ...nameSetups,
  ...keySetups,
  ...mapSetups,
  ...matchingSetups,
  {
    name: "cert",
    hba: certOnly,
    clients: [
      nobody,
      { user: "alice", type: "plain" },
      { user: "alice", type: "local" },
      ...eachOf(
        "alice",
        ...fine,
        ...strange,
        ...chains,
        "bob",
        "two-names",
        "joined-names",
        "organized",
        "nameless",
      ),
      ...eachOf("bob", "alice", "two-names"),
      { user: "Alice", cert: "alice" },
      { user: "jürgen", cert: "umlaut" },
    ],
  },
  {
    name: "no CA file",
    authorities: "",
    hba: certOnly,
    clients: [nobody, ...eachOf("alice", "alice", "expired")],
  },
  { name: "no CA file, clientcert", authorities: "", hba: demanding, clients: eachOf("alice", "alice") },
  {
    name: "no CA file, trust",
    authorities: "",
    hba: "hostssl all all all trust\n",
    clients: eachOf("alice", "expired"),
  },
  {
    name: "TLS is off",
    ssl: "off",
    hba: `${certOnly}host all all all trust\n`,
    clients: [nobody, { user: "a", type: "plain" }],
  },
  { name: "verify-ca", hba: demanding, clients: [nobody, ...eachOf("alice", "bob", "nameless", ...strange)] },
  {
    name: "verify-full with trust",
    hba: "hostssl all all all trust clientcert=verify-full\n",
    clients: [nobody, ...eachOf("alice", "alice", "bob", "nameless", "expired")],
  },
  {
    name: "verify-full with a password",
    hba: "hostssl all all all scram-sha-256 clientcert=verify-full\n",
    clients: [nobody, ...eachOf("alice", "expired")],
  },
  {
    name: "password",
    hba: "host all all all scram-sha-256\n",
    clients: [nobody, ...eachOf("alice", "alice", "expired")],
  },
  {
    name: "trust",
    hba: "hostssl all all all trust\n",
    clients: [nobody, ...eachOf("alice", "bob", ...strange)],
  },
  {
    name: "branch among the trusted",
    authorities: "root + branch",
    hba: demanding,
    clients: eachOf("alice", "of-branch", "of-twig + twig", "of-twig"),
  },
  {
    name: "branch without its root",
    authorities: "branch",
    hba: demanding,
    clients: eachOf("alice", "of-branch", "of-branch + branch + root"),
  },
  {
    name: "path length",
    authorities: "narrow-root",
    hba: demanding,
    clients: eachOf("alice", "of-branch + narrow-branch", "alice"),
  },
  {
    name: "client as its own CA",
    authorities: "self-signed",
    hba: certOnly,
    clients: eachOf("alice", "self-signed", "alice"),
  },
  {
    name: "two CAs of one name",
    authorities: "root + impostor",
    hba: certOnly,
    clients: eachOf("alice", "alice", "of-impostor"),
  },
  {
    name: "rejecting with a demand",
    hba: "hostssl all all all reject clientcert=verify-ca\n",
    clients: [nobody, ...eachOf("alice", "alice")],
  },
  {
    name: "clientcert=1",
    until: 13,
    hba: "hostssl all all all trust clientcert=1\n",
    clients: [nobody, ...eachOf("bob", "alice")],
  },
  {
    name: "clientcert=no-verify",
    until: 13,
    hba: "hostssl all all all trust clientcert=no-verify\n",
    clients: [nobody, ...eachOf("bob", "alice", "expired")],
  },
];
