import { clientCertificateOf } from "../../cluster/access/usableMethod.ts";
import { nameOf } from "../../cluster/uris.ts";
import type { MatchedRecord, Session } from "../../model/session.ts";
import type { Place } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { checkClientName, type NamedCertificate } from "../../x509/checkClientName.ts";
import { conceal } from "../conceal.ts";
import { checkHandshake } from "../connect/checkHandshake.ts";
import type { Answer, Client, ConnectionDecision, ConnectionFacts, Placed } from "../connect/connection.ts";
import { decideConnection, maxSteps, nameFacts } from "../connect/decideConnection.ts";
import { matchesClient } from "../connect/matchesClient.ts";
import type { ConnectionState } from "../difference/readState.ts";
import { provedBy } from "./provedBy.ts";

/** What a configuration does with a connection that there was. */
export interface SessionDecision {
  /** `undefined`: it depends on what neither the files nor the log have. */
  readonly admitted: boolean | undefined;
  readonly reason: string;
  /** The record that decides. */
  readonly line?: Place;
  /** Method and options of that record. */
  readonly method?: string;
}

/**
 * What a configuration does with connections that there were. A client that got in knows its password, and has the certificate that
 * the log names; it is assumed that the CA certificates verify it as they did.
 * @param before `this`: this is the configuration under which they got in; else what that one does with each, if it is known
 */
export function decideSessions(
  { facts, hidden }: ConnectionState,
  sessions: readonly Session[],
  before?: readonly SessionDecision[] | "this",
): readonly SessionDecision[] {
  const records = new Map(facts.records.map((placed) => [placed.place, placed]));
  const decisions = sessions.map((session, at) => {
    const clients = clientsOf(session);
    const [first, ...others] = clients.map((client) =>
      decideSession(facts, records, session, client, before === "this" ? before : before?.[at]),
    );
    if (!first) return { admitted: undefined, reason: notKnown(session) };
    const isOne = others.every(({ admitted }) => admitted === first.admitted);
    return isOne ? first : { ...first, admitted: undefined, reason: notKnown(session) };
  });
  return conceal(decisions, hidden);
}

/** The records that none of the connections may have used: neither matches, nor does the log name them. */
export function unusedRecords(
  { facts }: ConnectionState,
  sessions: readonly Session[],
  isNamed: (place: Place) => boolean,
): readonly Place[] {
  const unused = new Set(facts.records.filter(({ place }) => !isNamed(place)));
  for (const client of sessions.flatMap(clientsOf)) {
    const effort = { steps: maxSteps };
    for (const placed of facts.records) {
      const matches = matchesClient(placed.record, client, facts.serverVersion, effort);
      if (matches !== false) unused.delete(placed);
      if (matches) break;
    }
  }
  return [...unused].map(({ place }) => place);
}

/** All clients that a connection may have been: the log does not always say whether it came over the Unix socket, or for replication. */
function clientsOf({ user, database, replication, address, type }: Session): readonly Client[] {
  const types: readonly Client["type"][] = type ? [type] : ["local", "plain"];
  const kinds = replication === undefined ? [true, false] : [replication];
  return types.flatMap((type) =>
    kinds.map((replication) => ({
      type,
      user,
      database: database ?? "",
      replication,
      ...(address !== undefined && type !== "local" && { address }),
    })),
  );
}

function notKnown({ type, replication }: Session): string {
  if (type === undefined)
    return "The log has no address of this connection: %h or %p in log_line_prefix is needed.";
  return replication === undefined
    ? "The log has no database of this connection: %d in log_line_prefix is needed."
    : "It depends on what the log does not have.";
}

function decideSession(
  facts: ConnectionFacts,
  records: ReadonlyMap<Place, Placed<HbaRecord>>,
  session: Session,
  client: Client,
  before: SessionDecision | "this" | undefined,
): SessionDecision {
  const decided = decideConnection(facts, client);
  const { admitted, reason, line } = decided;
  const record = line && records.get(line)?.record;
  if (!record) return { admitted, reason, ...(line && { line }) };
  const method = methodOf(record);
  const own = { line, method };
  if (facts.problem !== undefined || admitted === true || isFinal(decided, facts, client))
    return { admitted, reason, ...own };
  if (matchesClient(record, client, facts.serverVersion, { steps: maxSteps }) !== true)
    return ((!before || before === "this") && byLog(facts, session, client)) || { admitted, reason, ...own };
  const demanded = checkCertificate(record, session, facts);
  if (before === "this" && demanded.is !== false && mayHaveDecided(line, method, session))
    return { admitted: true, reason: "By this record the client got in.", ...own };
  if (demanded.is !== true) return { admitted: demanded.is, reason: demanded.reason, ...own };
  const proof = (before === "this" ? undefined : before?.method) ?? session.method;
  const { is, reason: why } = provedBy(method, proof, before !== undefined && before !== "this");
  return { admitted: is, reason: why ?? reason, ...own };
}

/** Whether nothing in the log is against it that a client got in by a record. */
function mayHaveDecided(place: Place, method: string, { record, method: used }: Session): boolean {
  if (used !== undefined && used !== method.split(" ", 1)[0]) return false;
  return record === undefined || isNamedRecord(place, record);
}

/** Whether nothing that the client may have changes it. */
function isFinal({ admitted, stage }: ConnectionDecision, facts: ConnectionFacts, client: Client): boolean {
  if (admitted !== false) return false;
  return stage !== "certificate" || checkHandshake(facts, client).hasAuthorities === false;
}

/** Which records match depends on a membership or the DNS, and the log names the one that did. */
function byLog(facts: ConnectionFacts, session: Session, client: Client): SessionDecision | undefined {
  const found = session.record && facts.records.find(({ place }) => isNamedRecord(place, session.record));
  if (!found || matchesClient(found.record, client, facts.serverVersion, { steps: maxSteps }) === false)
    return undefined;
  const method = methodOf(found.record);
  if (method.split(" ", 1)[0] !== session.method) return undefined;
  return { admitted: true, reason: "By this record the client got in.", line: found.place, method };
}

/** Whether a place is the line that a message of the server names, wherever its files are here. */
export function isNamedRecord({ uri, line }: Place, named: MatchedRecord | undefined): boolean {
  if (!named || line + 1 !== named.line) return false;
  return (
    nameOf(uri) === named.path.slice(Math.max(named.path.lastIndexOf("/"), named.path.lastIndexOf("\\")) + 1)
  );
}

function checkCertificate(record: HbaRecord, session: Session, facts: ConnectionFacts): Answer {
  const demand = clientCertificateOf(record, facts.serverVersion);
  const { certificate: name, user } = session;
  if (!demand) return { is: true, reason: "" };
  if (name === null)
    return { is: false, reason: "The record requires a client certificate, and the client sends none." };
  if (name === undefined)
    return {
      is: undefined,
      reason: "The record requires a client certificate, and whether the client has one is not in the log.",
    };
  if (demand !== "verify-full") return { is: true, reason: "" };
  return checkClientName(record, withName(name), user, nameFacts(facts, { steps: maxSteps }));
}

/** As much of a certificate as its distinguished name has, in the form of RFC 2253 or, in pg_stat_ssl, with slashes. */
function withName(text: string): NamedCertificate {
  const [, name] =
    (text.startsWith("/") ? /\/CN=([^/]*)/ : /(?:^|[,+])CN=((?:[^\\,+]|\\.)*)/).exec(text) ?? [];
  const commonName = name?.replace(/\\(.)/g, "$1");
  return { subject: { text, ...(commonName !== undefined && { commonName }) } };
}

/** `ldap ldapserver=a.example`: two records of which this is the same authenticate alike. */
function methodOf({ method, options }: HbaRecord): string {
  const name = method?.tokens[0]?.text ?? "";
  return [name, ...options.map(({ name, value }) => `${name}=${value}`)].join(" ");
}
