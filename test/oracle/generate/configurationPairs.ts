import type { ConnectionClient } from "../connectionSetup.ts";
import type { Random } from "./random.ts";

/** What a configuration of a pair consists of. */
export interface Configuration {
  readonly hba: string;
  readonly ident: string;
  readonly isTlsOn: boolean;
  /** Names of certificates for `ssl_ca_file`, and the CRL of `ssl_crl_file`; empty for none. */
  readonly authorities: string;
  readonly crl: string;
}

/** The roles of the server with those that they are members of. */
export const memberships: Readonly<Record<string, readonly string[]>> = {
  alice: ["staff"],
  bob: ["team"],
  carol: [],
  rob: ["staff", "team"],
};

/** Databases that records and clients name; they need not exist. */
const databases = ["shop", "crm", "alice", "shipping"];

/** Addresses of clients that a machine has without being given any. */
const addresses = ["127.0.0.1", "127.0.0.2", "127.20.30.40", "127.20.1.1", "127.99.0.5"];

/** Two configurations, the second of which is an edit of the first. */
export function configurationPair(random: Random, version: number): readonly [Configuration, Configuration] {
  const lines = random.several(2, 7, () => recordLine(random, version));
  const before: Configuration = {
    hba: text(lines),
    ident: text(random.several(1, 3, () => identLine(random))),
    isTlsOn: random.chance(0.9),
    authorities: random.pick(["root", "root", "root + stranger", "stranger"]),
    crl: random.pick(["", "", "root-crl"]),
  };
  const edited = [...lines];
  for (let edits = random.integer(1, 3); edits > 0; edits--) editLines(edited, random, version);
  const after: Configuration = { ...before, hba: text(edited) };
  return [
    before,
    random.pick<Configuration>([
      after,
      after,
      after,
      { ...after, ident: text(random.several(1, 3, () => identLine(random))) },
      { ...after, isTlsOn: !before.isTlsOn },
      { ...before, authorities: random.pick(["root", "root + stranger", "stranger"]) },
      { ...before, crl: before.crl === "" ? "root-crl" : "" },
    ]),
  ];
}

const text = (lines: readonly string[]) => `${lines.join("\n")}\n`;

function editLines(lines: string[], random: Random, version: number): void {
  const at = random.integer(0, lines.length - 1);
  const [line = ""] = lines.slice(at, at + 1);
  switch (random.integer(0, 5)) {
    case 0:
      lines.splice(at, 0, recordLine(random, version));
      break;
    case 1:
      if (lines.length > 1) lines.splice(at, 1);
      break;
    case 2:
      lines.splice(at, 1, recordLine(random, version));
      break;
    case 3: // another place
      lines.splice(at, 1);
      lines.splice(random.integer(0, lines.length), 0, line);
      break;
    case 4:
      lines[at] = line.replace(
        / (?:trust|reject|scram|md5|password|cert\b).*$/,
        () => ` ${random.pick(methods)}`,
      );
      break;
    default:
      lines[at] = line.replace(/^host(?=\s)/, "hostssl").replace(/^hostnossl/, "host");
  }
}

const methods = ["trust", "reject", "scram-sha-256", "md5", "password"];

function recordLine(random: Random, version: number): string {
  const type = random.pick(["local", "host", "host", "hostssl", "hostssl", "hostnossl"]);
  const words = [type, databaseWords(random, version), userWords(random, version)];
  if (type !== "local") words.push(random.pick(networks));
  words.push(random.pick(methods));
  if (type === "hostssl" && random.chance(0.6)) words.splice(-1, 1, random.pick(certificateMethods));
  return words.join(" ");
}

const networks = [
  "all",
  "samehost",
  "samenet",
  "0.0.0.0/0",
  "127.0.0.0/8",
  "127.20.0.0/16",
  "127.20.30.40/32",
  "127.0.0.0 255.0.255.0",
  "127.0.0.1/32",
  "::/0",
  "10.0.0.0/8",
];

const certificateMethods = [
  "cert",
  "cert map=m",
  "trust clientcert=verify-ca",
  "trust clientcert=verify-full",
  "scram-sha-256 clientcert=verify-ca",
  "scram-sha-256 clientcert=verify-full",
];

function words(random: Random, choices: readonly string[]): string {
  return [...new Set(random.several(1, 2, () => random.pick(choices)))].join(",");
}

const databaseWords = (random: Random, version: number) =>
  words(random, [
    ...["all", "all", "all", "shop", "crm", "alice", "sameuser", "samerole", "replication", '"all"'],
    ...(version >= 16 ? ["/^sh"] : []),
  ]);

const userWords = (random: Random, version: number) =>
  words(random, [
    ...["all", "all", "all", "alice", "bob", "carol", "+staff", "+team", '"+staff"'],
    ...(version >= 16 ? ["/b$"] : []),
  ]);

const identLine = (random: Random) =>
  `m ${random.pick(["alice", "alice", "bob", "carol", "/^(.*)$"])} ${random.pick(["alice", "bob", "carol", "\\1"])}`;

/** Certificates that clients show: of two CAs, one of them revoked by the CRL. */
const certificates = ["alice", "bob", "revoked", "of-stranger + stranger"];

/** A connection of any kind. */
export function anyClient(random: Random): ConnectionClient {
  const type = random.pick(["local", "plain", "ssl", "ssl", "ssl"] as const);
  return {
    type,
    user: random.pick([...Object.keys(memberships), "alice", "alice"]),
    database: random.pick(databases),
    ...(type !== "local" && { from: random.pick(addresses) }),
    ...(random.chance(0.15) && { replication: true }),
    ...(type === "ssl" && random.chance(0.6) && { cert: random.pick(certificates) }),
  };
}
