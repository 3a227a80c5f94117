import type { Cluster } from "../../cluster/cluster.ts";
import type { Client } from "./connection.ts";
import type { ClientDecision, ClientString } from "./decideClient.ts";

/** What a server does that a client may demand or refuse. */
export interface ServerWays {
  readonly cluster: Cluster;
  readonly type: Client["type"];
  /** The authentication method of the record that decides; absent where it is not known. */
  readonly method?: string;
}

/**
 * Why libpq gives a connection up after its certificates: `channel_binding`, `require_auth`, `sslcertmode` and the bounds of the protocol.
 * `undefined` where it goes on. With `accepts: undefined` it depends on what is not known here.
 */
export function unmetDemand({ given }: ClientString, ways: ServerWays): ClientDecision | undefined {
  return (
    unmetBinding(given.get("channel_binding"), ways) ??
    unmetMethod(given.get("require_auth"), ways) ??
    (ways.type === "ssl" ? (unmetCertificate(given, ways) ?? unmetProtocol(given, ways)) : undefined)
  );
}

function unmetBinding(demand: string | undefined, { type, method }: ServerWays): ClientDecision | undefined {
  if (demand !== "require") return undefined;
  if (type !== "ssl")
    return refused("channel_binding=require needs TLS, and this connection is not encrypted.");
  if (method === "scram-sha-256") return undefined;
  // With md5 the server uses SCRAM for roles whose passwords are stored so.
  if (method === undefined || method === "md5")
    return open("channel_binding=require needs SCRAM, which depends on the role's password.");
  return refused(`channel_binding=require needs SCRAM; the record's method is ${method}.`);
}

function unmetMethod(demand = "", { method }: ServerWays): ClientDecision | undefined {
  if (demand === "") return undefined;
  const words = demand.split(",");
  const isNegative = demand.startsWith("!");
  const accepts = (one: string) =>
    isNegative ? !words.includes(`!${one}`) : words.some((word) => word === one);
  const requested = method === undefined ? undefined : requests[method];
  if (!requested) return open("require_auth depends on the record's method, which is not known here.");
  const answers = requested.map(accepts);
  if (answers.every((isAccepted) => isAccepted)) return undefined;
  return answers.some((isAccepted) => isAccepted)
    ? open(`require_auth=${demand} depends on how the role's password is stored.`)
    : refused(`require_auth=${demand} does not accept the record's method ${method}.`);
}

/** What a method of pg_hba.conf has a client do, in the words of `require_auth` (manual, "Parameter Key Words"). */
const requests: Readonly<Record<string, readonly string[]>> = {
  trust: ["none"],
  peer: ["none"],
  ident: ["none"],
  cert: ["none"],
  "scram-sha-256": ["scram-sha-256"],
  md5: ["md5", "scram-sha-256"],
  password: ["password"],
  ldap: ["password"],
  pam: ["password"],
  radius: ["password"],
  bsd: ["password"],
  gss: ["gss"],
  sspi: ["sspi"],
  oauth: ["oauth"],
};

function unmetCertificate(
  given: ReadonlyMap<string, string>,
  { cluster }: ServerWays,
): ClientDecision | undefined {
  if (given.get("sslcertmode") !== "require" || !cluster.settings) return undefined;
  const authorities = cluster.settings.value("ssl_ca_file") ?? "";
  if (authorities === "")
    return refused("sslcertmode=require: the server has no ssl_ca_file and requests no certificate.");
  return given.has("sslcert")
    ? undefined
    : open("sslcertmode=require: whether the client has a certificate is not known here.");
}

const protocols = ["tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];

function unmetProtocol(
  given: ReadonlyMap<string, string>,
  { cluster }: ServerWays,
): ClientDecision | undefined {
  if (!cluster.settings) return undefined;
  const of = (value: string | undefined, byDefault: number) => {
    const index = protocols.indexOf(value?.toLowerCase() ?? "");
    return index < 0 ? byDefault : index;
  };
  const { settings } = cluster;
  const [clientFrom, clientTo] = [
    of(given.get("ssl_min_protocol_version") ?? "TLSv1.2", 0),
    of(given.get("ssl_max_protocol_version"), 3),
  ];
  const [serverFrom, serverTo] = [
    of(settings.value("ssl_min_protocol_version") ?? "TLSv1.2", 2),
    of(settings.value("ssl_max_protocol_version"), 3),
  ];
  return clientFrom > serverTo || serverFrom > clientTo
    ? refused("The client and the server have no version of TLS in common.")
    : undefined;
}

function refused(reason: string): ClientDecision {
  return { accepts: false, reason };
}

function open(reason: string): ClientDecision {
  return { accepts: undefined, reason };
}
