import { matchesRole } from "../../cluster/access/matchesRole.ts";
import { clientCertificateOf } from "../../cluster/access/usableMethod.ts";
import { authMethod } from "../../data/authMethods.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Place } from "../../model/span.ts";
import type { Certificate } from "../../pki.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import { breaksChannelBinding } from "../../x509/channelBinding.ts";
import { checkClientName } from "../../x509/checkClientName.ts";
import { emptyGroups, uncommonGroups } from "../../x509/emptyGroups.ts";
import { checkHandshake, type Handshake } from "./checkHandshake.ts";
import type { Answer, Client, ConnectionDecision, ConnectionFacts, ConnectionStage } from "./connection.ts";
import { ldapLogin } from "./ldapLogin.ts";
import { matchesClient } from "./matchesClient.ts";

/**
 * Whether the server lets a client in, and what decides: the TLS handshake, then the first record that matches, then what
 * that record requires (manual, "Client Authentication").
 */
export function decideConnection(facts: ConnectionFacts, client: Client): ConnectionDecision {
  const { cluster, problem } = facts;
  if (problem !== undefined)
    return {
      admitted: undefined,
      stage: "configuration",
      reason: `${problem} A running server goes by its last good state, which the files do not show.${wouldDecide(facts, client)}`,
    };
  let handshake: Handshake | undefined;
  if (client.type === "gss" && !cluster.build.has("gssapi"))
    return decision("encryption", { is: false, reason: "The server is built without GSSAPI." });
  if (client.type === "ssl") {
    const closed = whyNoTls(facts);
    if (closed) return decision("encryption", { is: false, reason: closed.reason });
    handshake = checkHandshake(facts, client);
    if (handshake.is === false)
      return decision(handshake.isUnencrypted ? "encryption" : "certificate", handshake);
  }
  return checkRecords(facts, client, handshake);
}

/** What the files would decide if they were loaded, as far as the record that decides is a good one. */
function wouldDecide({ problem, ...facts }: ConnectionFacts, client: Client): string {
  const records = facts.records.filter(({ place }) => !facts.isRefused?.(place));
  const { line, reason, admitted } = decideConnection({ ...facts, records }, client);
  const decisive = records.find(({ place }) => place === line);
  if (!line || !decisive || !authMethod(decisive.record.method?.tokens[0]?.text ?? "", facts.serverVersion))
    return "";
  const word = admitted === undefined ? "decide" : admitted ? "admit the client" : "refuse the client";
  return ` By line ${line.line + 1} these files would ${word}: ${reason}`;
}

/** Why no client gets a TLS session, whatever its certificate, and the setting that is the cause. */
export function whyNoTls({
  cluster,
}: ConnectionFacts): { readonly reason: string; readonly place?: Place } | undefined {
  if (!cluster.build.has("ssl") || cluster.settings?.isOn("ssl") === false) {
    const place = cluster.settings?.assignment("ssl")?.place;
    return {
      reason: "The server has TLS turned off.",
      ...(place && { place }),
    };
  }
  const empty = emptyGroups(cluster);
  if (empty)
    return {
      reason: "ssl_groups leaves no group for the key exchange, so that no handshake of TLS 1.3 succeeds.",
      place: empty.place,
    };
  const uncommon = uncommonGroups(cluster);
  return (
    uncommon && {
      reason: "ssl_groups (up to 17 ssl_ecdh_curve) has no group that clients on OpenSSL offer by default.",
      place: uncommon.place,
    }
  );
}

/** Steps of all regular expressions that one question may take; which match beyond is not known. */
export const maxSteps = 5_000_000;

/** Of some records it is not known whether they match; what all that may decide agree on is certain all the same. */
function checkRecords(
  facts: ConnectionFacts,
  client: Client,
  handshake: Handshake | undefined,
): ConnectionDecision {
  const doubtful: {
    readonly outcome: ConnectionDecision & { readonly line: Place };
    readonly record: HbaRecord;
  }[] = [];
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
    doubtful.push({ outcome, record: placed.record });
  }
  decided ??= decision("no-record", {
    is: false,
    reason: `No record of pg_hba.conf matches ${inWords(client)}, and what none matches is refused.`,
  });
  const [first] = doubtful;
  if (!first || doubtful.every(({ outcome }) => outcome.admitted === decided.admitted)) return decided;
  const conditionOf = (record: HbaRecord) => matchingCondition(record, client, facts.serverVersion, effort);
  const reason =
    effort.steps > 0
      ? branchesInWords([
          ...doubtful
            .slice(0, maxBranches)
            .map(({ outcome, record }) => ({ ...outcome, condition: conditionOf(record) })),
          { ...decided, condition: "" },
        ])
      : "Whether this record matches takes more work than one answer may: the regular expressions cost too much.";
  return { ...first.outcome, admitted: undefined, reason };
}

/** Records that are named of those of which it is not known whether they match. */
const maxBranches = 3;

/** `If alice is a member of people: line 4 admits the client; otherwise line 5 rejects it.` */
function branchesInWords(branches: readonly (ConnectionDecision & { readonly condition: string })[]): string {
  const words = branches.map(({ condition, line, admitted, stage, reason }, index) => {
    const what = line ? `line ${line.line + 1}` : "no record";
    const verb =
      admitted === true
        ? "admits the client"
        : admitted === undefined
          ? `decides (${reason.replace(/\.$/, "")})`
          : stage === "rejected"
            ? "rejects the client"
            : line
              ? "refuses the client"
              : "matches, so that the server refuses the client";
    const when = condition === "" ? "otherwise" : `${index === 0 ? "If" : "or else if"} ${condition}:`;
    return `${when} ${what} ${verb}`;
  });
  return `${words.join("; ")}.`;
}

/** What must be so that a record matches, which no file says. */
function matchingCondition(
  { user, database, address }: HbaRecord,
  client: Client,
  version: ServerVersion,
  effort: RegexEffort,
): string {
  const groups = (user?.tokens ?? []).filter(
    ({ text, quoted, isUnknown }) => !isUnknown && !quoted && text.startsWith("+"),
  );
  const isOpen = (user?.tokens ?? []).some(
    (token) => matchesRole(token, client.user, version, effort) === true,
  );
  if (groups.length > 0 && !isOpen)
    return `${client.user} is a member of ${groups.map(({ text }) => text.slice(1)).join(" or ")}`;
  if (database?.tokens.some(({ text }) => text === "samerole" || text === "samegroup"))
    return `${client.user} is a member of ${client.database}`;
  const name = address?.tokens[0];
  if (
    name &&
    !name.isUnknown &&
    client.type !== "local" &&
    !["all", "samehost", "samenet"].includes(name.text) &&
    /[a-z]/i.test(name.text)
  )
    return `${client.address ?? "the client's address"} has the host name ${name.text}`;
  return name?.text === "samehost" || name?.text === "samenet"
    ? `${client.address ?? "the client"} is in ${name.text === "samehost" ? "the server itself" : "a network of the server"}`
    : "this record matches";
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
    checkMethod(record, client.user, handshake?.server),
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

function checkMethod(record: HbaRecord, user: string, server: Certificate | undefined): ConnectionDecision {
  const method = record.method?.tokens[0]?.text ?? "";
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
  if (method === "ldap") return decision("authentication", ldapLogin(record, user));
  const reason = passwordMethods.has(method)
    ? `${method} decides: with the right password ${user} gets in.`
    : `${method} decides: ${user} gets in if the name that it finds out may connect as ${user}.`;
  return decision("authentication", { is: undefined, reason });
}

const passwordMethods = new Set(["password", "md5", "scram-sha-256", "radius", "pam", "bsd"]);

function decision(stage: ConnectionStage, { is, reason }: Answer): ConnectionDecision {
  return { admitted: is, stage, reason };
}

function inWords({ type, address, database, user, replication }: Client): string {
  const way = {
    local: "the Unix socket",
    plain: "TCP without encryption",
    ssl: "TLS",
    gss: "GSSAPI encryption",
  }[type];
  const from = type === "local" || address === undefined ? "" : ` from ${address}`;
  return `a connection over ${way}${from} as ${user} ${replication ? "for replication" : `to the database ${database}`}`;
}

/** What decides whether a name leads to a role. */
export function nameFacts({ maps, mapsProblem, serverVersion }: ConnectionFacts, effort: RegexEffort) {
  return {
    effort,
    serverVersion,
    ...(maps && { maps: maps.map(({ record }) => record) }),
    ...(mapsProblem !== undefined && { mapsProblem }),
  };
}
