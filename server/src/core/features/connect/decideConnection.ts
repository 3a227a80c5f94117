import { clientCertificateOf } from "../../cluster/access/usableMethod.ts";
import type { Certificate } from "../../pki.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import { breaksChannelBinding } from "../../x509/channelBinding.ts";
import { checkClientName } from "../../x509/checkClientName.ts";
import { emptyGroups, uncommonGroups } from "../../x509/emptyGroups.ts";
import { checkHandshake, type Handshake } from "./checkHandshake.ts";
import type { Answer, Client, ConnectionDecision, ConnectionFacts, ConnectionStage } from "./connection.ts";
import { matchesClient } from "./matchesClient.ts";

/**
 * Whether the server lets a client in, and what decides: the TLS handshake, then the first record that matches, then what
 * that record requires (manual, "Client Authentication").
 */
export function decideConnection(facts: ConnectionFacts, client: Client): ConnectionDecision {
  const { cluster, problem } = facts;
  if (problem !== undefined) return { admitted: undefined, stage: "configuration", reason: problem };
  let handshake: Handshake | undefined;
  if (client.type === "ssl") {
    if (!cluster.build.has("ssl") || (cluster.settings && cluster.settings.isOn("ssl") !== true))
      return decision("encryption", {
        is: false,
        reason: "The client requires TLS, and the server has it turned off.",
      });
    if (emptyGroups(cluster))
      return decision("encryption", {
        is: false,
        reason: "ssl_groups leaves no group for the key exchange, so that no handshake of TLS 1.3 succeeds.",
      });
    if (uncommonGroups(cluster))
      return decision("encryption", {
        is: false,
        reason: "ssl_groups (up to 17 ssl_ecdh_curve) has no group that clients on OpenSSL offer by default.",
      });
    handshake = checkHandshake(facts, client);
    if (handshake.is === false)
      return decision(handshake.isUnencrypted ? "encryption" : "certificate", handshake);
  }
  return checkRecords(facts, client, handshake);
}

/** Steps of all regular expressions that one question may take; which match beyond is not known. */
const maxSteps = 5_000_000;

/** Of some records it is not known whether they match; what all that may decide agree on is certain all the same. */
function checkRecords(
  facts: ConnectionFacts,
  client: Client,
  handshake: Handshake | undefined,
): ConnectionDecision {
  const doubtful: ConnectionDecision[] = [];
  const effort = { steps: maxSteps };
  const names = nameFacts(facts, effort);
  let decided: ConnectionDecision | undefined;
  for (const placed of facts.records) {
    const matches = matchesClient(placed.record, client, facts.serverVersion, effort);
    if (matches === false) continue;
    const outcome = { ...checkRecord(placed.record, facts, client, handshake, names), line: placed.place };
    if (matches) {
      decided = outcome;
      break;
    }
    doubtful.push(outcome);
  }
  decided ??= decision("no-record", {
    is: false,
    reason: `No record of pg_hba.conf matches ${inWords(client)}, and what none matches is refused.`,
  });
  const [first] = doubtful;
  if (!first || doubtful.every(({ admitted }) => admitted === decided.admitted)) return decided;
  const reason =
    effort.steps > 0
      ? "Whether this record matches depends on what is not known here: a membership, a host name, or a file."
      : "Whether this record matches takes more work than one answer may: the regular expressions cost too much.";
  return { ...first, admitted: undefined, reason };
}

/** What becomes of a connection that a record matches: the server makes these checks in order, and all must pass. */
function checkRecord(
  record: HbaRecord,
  facts: ConnectionFacts,
  client: Client,
  handshake: Handshake | undefined,
  names: ReturnType<typeof nameFacts>,
): ConnectionDecision {
  const demand = clientCertificateOf(record, facts.serverVersion);
  const certificate = handshake?.certificate;
  const outcomes = [
    ...(handshake ? [decision("certificate", handshake)] : []),
    ...(demand ? [decision("certificate", checkCertificateDemand(handshake))] : []),
    checkMethod(record.method?.tokens[0]?.text ?? "", handshake?.server),
    ...(demand === "verify-full" && certificate
      ? [decision("name", checkClientName(record, certificate, client.user, names))]
      : []),
  ];
  const outcomeOf = (wanted: boolean | undefined) => outcomes.find(({ admitted }) => admitted === wanted);
  return outcomeOf(false) ?? outcomeOf(undefined) ?? (outcomes.at(-1) as ConnectionDecision);
}

function checkCertificateDemand(handshake: Handshake | undefined): Answer {
  if (handshake?.hasAuthorities === false) {
    const reason =
      "The record requires a client certificate, and without ssl_ca_file the server can verify none.";
    return { is: false, reason };
  }
  return handshake?.certificate
    ? handshake
    : { is: false, reason: "The record requires a client certificate, and the client sends none." };
}

function checkMethod(method: string, server: Certificate | undefined): ConnectionDecision {
  if (server && breaksChannelBinding(server) && (method === "scram-sha-256" || method === "md5"))
    return decision("authentication", {
      // With md5 it depends on what is stored for the role.
      is: method === "md5" ? undefined : false,
      reason: `libpq cannot bind SCRAM to the server certificate, whose signature (${server.signatureAlgorithm}) names no digest; only channel_binding=disable helps.`,
    });
  if (method === "reject")
    return decision("rejected", { is: false, reason: "The record rejects what it matches." });
  if (method === "trust" || method === "cert")
    return decision("authentication", { is: true, reason: "The record requires nothing else." });
  const what = passwordMethods.has(method) ? "the password" : "what the method finds out";
  return decision("authentication", {
    is: undefined,
    reason: `The method ${method} decides, and ${what} is not known here.`,
  });
}

const passwordMethods = new Set(["password", "md5", "scram-sha-256", "ldap", "radius", "pam", "bsd"]);

function decision(stage: ConnectionStage, { is, reason }: Answer): ConnectionDecision {
  return { admitted: is, stage, reason };
}

function inWords({ type, address, database, user, replication }: Client): string {
  const way = { local: "the Unix socket", plain: "TCP without encryption", ssl: "TLS" }[type];
  const from = type === "local" ? "" : ` from ${address}`;
  return `a connection over ${way}${from} as ${user} ${replication ? "for replication" : `to the database ${database}`}`;
}

function nameFacts({ maps, mapsProblem, serverVersion }: ConnectionFacts, effort: RegexEffort) {
  return {
    effort,
    serverVersion,
    ...(maps && { maps: maps.map(({ record }) => record) }),
    ...(mapsProblem !== undefined && { mapsProblem }),
  };
}
