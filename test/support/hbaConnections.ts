import { numericAddress, prefixLength, prefixMask } from "../../server/src/core/model/address.ts";

/** A connection as the first column, databases, roles and addresses of pg_hba.conf give it. */
export interface Connection {
  readonly kind: "local" | "plain" | "tls" | "gss";
  /** `undefined`: physical replication. */
  readonly database: string | undefined;
  readonly user: string;
  readonly address: string;
  readonly name: string;
}

const members: Readonly<Record<string, readonly string[]>> = {
  staff: ["alice", "staff"],
  app: ["app"],
  all: ["all"],
};
const sameHost = ["127.0.0.1", "::1", "10.0.0.1"];
const sameNet = [...sameHost, "10.0.0.2"];

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  local: ["local"],
  host: ["plain", "tls", "gss"],
  hostssl: ["tls"],
  hostnossl: ["plain", "gss"],
  hostgssenc: ["gss"],
  hostnogssenc: ["plain", "tls"],
};

/**
 * Whether a record, written without options and comments, matches a connection (manual, "The pg_hba.conf File"): a model
 * that tries one connection at a time and knows nothing of records covering each other.
 */
export function matches(line: string, connection: Connection): boolean {
  const [type = "", databases = "", users = "", address = "", mask = ""] = line.split(/ +/);
  const { kind, database, user } = connection;
  if (!kindsOf[type]?.includes(kind)) return false;
  const isDatabase = databases.split(",").some((word) => {
    if (database === undefined) return word === "replication";
    if (word === "all") return true;
    if (word === "sameuser") return database === user;
    if (word === "samerole" || word === "samegroup") return members[database]?.includes(user) ?? false;
    if (word.startsWith("/")) return new RegExp(word.slice(1)).test(database);
    return word !== "replication" && word.replaceAll('"', "") === database;
  });
  const isUser = users.split(",").some((word) => {
    if (word === "all") return true;
    if (word.startsWith("+")) return members[word.slice(1)]?.includes(user) ?? false;
    if (word.startsWith("/")) return new RegExp(word.slice(1)).test(user);
    return word.replaceAll('"', "") === user;
  });
  return isDatabase && isUser && (type === "local" || isFrom(address, mask, connection));
}

function isFrom(address: string, mask: string, connection: Connection): boolean {
  if (address === "all") return true;
  if (address === "samehost") return sameHost.includes(connection.address);
  if (address === "samenet") return sameNet.includes(connection.address);
  const [base = "", bits] = address.split("/");
  const network = numericAddress(base);
  if (!network) return base.startsWith(".") ? connection.name.endsWith(base) : connection.name === base;
  const client = numericAddress(connection.address);
  if (client?.family !== network.family) return false;
  const masks =
    bits === undefined
      ? numericAddress(mask)?.bytes
      : prefixMask(prefixLength(bits, network.family) ?? 0, network.family);
  return client.bytes.every((byte, at) => ((byte ^ (network.bytes[at] ?? 0)) & (masks?.[at] ?? 0)) === 0);
}

const names: Readonly<Record<string, string>> = {
  "10.1.0.1": "db.example.com",
  "127.0.0.1": "localhost",
  "::1": "localhost",
};

/** A connection of each kind that makes a difference to the records of the tests. */
export const connections: readonly Connection[] = (["local", "plain", "tls", "gss"] as const).flatMap(
  (kind) =>
    [undefined, "app", "staff", "replication", "all", "alice", "other"].flatMap((database) =>
      ["alice", "app", "staff", "all", "stranger"].flatMap((user) =>
        (kind === "local"
          ? [""]
          : [
              "127.0.0.1",
              "::1",
              "10.0.0.1",
              "10.0.0.2",
              "10.1.0.1",
              "10.200.0.1",
              "192.168.3.7",
              "fd00::1",
              "fd00:0:1::1",
            ]
        ).map((address) => ({
          kind,
          database,
          user,
          address,
          name: names[address] ?? "",
        })),
      ),
    ),
);

/** The numbers of the connections that a record matches. */
export function matchedBy(line: string): ReadonlySet<number> {
  let known = matched.get(line);
  if (!known) {
    known = new Set(connections.flatMap((one, number) => (matches(line, one) ? [number] : [])));
    matched.set(line, known);
  }
  return known;
}

const matched = new Map<string, ReadonlySet<number>>();
