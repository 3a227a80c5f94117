import { type PgBouncer, settingOf, wordOf } from "../../cluster/pgbouncer.ts";
import type { OpenSslFamily } from "../../model/serverBuild.ts";
import { matchesLibtls } from "../../x509/libtlsName.ts";
import { verifyCertificates } from "../../x509/verifyCertificates.ts";
import { nameOf } from "../../x509/words.ts";
import type { Answer, Client, ConnectionDecision, ConnectionStage } from "../connect/connection.ts";
import { consoleName, lineOf, parameterOf } from "./databaseLine.ts";
import { findPgBouncerRecord } from "./findPgBouncerRecord.ts";
import { type KnownSecret, secretOf } from "./pgbouncerUsers.ts";

/**
 * Whether PgBouncer lets a client in: TLS as `client_tls_*` have it, then the user, then what `auth_type` or the first record that matches
 * requires, then the database (`handle_client_startup`, `set_pool` and `finish_set_pool` in PgBouncer's `src/client.c`).
 */
export function decidePgBouncerClient(
  pgbouncer: PgBouncer,
  client: Client,
  family: OpenSslFamily,
): ConnectionDecision {
  const { user, database } = client;
  const handshake = checkEncryption(pgbouncer, client, family);
  if (handshake.admitted === false) return handshake;
  const type = wordOf(pgbouncer, "auth_type");
  const login = type === "hba" ? checkRecords(pgbouncer, client) : checkMethod(type, pgbouncer, client);
  if (login.admitted === false) return login;
  if (database === consoleName) return checkConsole(pgbouncer, client, login);
  const line = lineOf(pgbouncer, database);
  if (!line)
    return decision("database", {
      is: false,
      reason: `[databases] has neither a line for ${database} nor one for *.`,
    });
  if (type === "any" && !parameterOf(line, "user"))
    return decision("authentication", {
      is: false,
      reason: `With auth_type = any the line of ${line.name} needs user=, since PgBouncer ignores ${user}.`,
    });
  return handshake.admitted === undefined ? handshake : login;
}

/** Way and certificate of a client. */
function checkEncryption(pgbouncer: PgBouncer, client: Client, family: OpenSslFamily): ConnectionDecision {
  const mode = wordOf(pgbouncer, "client_tls_sslmode");
  const encryption = (reason: string) => decision("encryption", { is: false, reason });
  if (client.type === "local")
    return settingOf(pgbouncer, "unix_socket_dir") === "" && pgbouncer.settings.has("unix_socket_dir")
      ? decision("configuration", { is: false, reason: "unix_socket_dir is empty: there is no Unix socket." })
      : decision("encryption", { is: true, reason: "The Unix socket needs no TLS." });
  if (settingOf(pgbouncer, "listen_addr") === "")
    return decision("configuration", {
      is: false,
      reason: "listen_addr is not set, so that PgBouncer listens on the Unix socket only.",
    });
  if (client.type === "gss") return encryption("PgBouncer has no GSSAPI encryption.");
  const demands = ["require", "verify-ca", "verify-full"].includes(mode);
  if (client.type === "plain")
    return demands
      ? encryption(`client_tls_sslmode = ${mode}: PgBouncer demands TLS.`)
      : decision("encryption", { is: true, reason: "Not encrypted." });
  if (mode === "disable")
    return encryption("client_tls_sslmode = disable: PgBouncer does no TLS with clients.");
  return decision("certificate", checkCertificate(pgbouncer, client, mode, family));
}

/** A certificate that is sent is verified in each mode; only `verify-ca` and `verify-full` demand one. */
function checkCertificate(
  { files, pki, now, settings }: PgBouncer,
  { certificates = [] }: Client,
  mode: string,
  family: OpenSslFamily,
): Answer {
  const [leaf, ...sent] = certificates;
  if (!leaf)
    return mode.startsWith("verify-")
      ? { is: false, reason: `client_tls_sslmode = ${mode} demands a client certificate.` }
      : { is: true, reason: "Encrypted; no client certificate is demanded." };
  const pem = files.get("client_tls_ca_file")?.pem;
  if (!settings.get("client_tls_ca_file")?.value)
    return {
      is: undefined,
      reason: "Without client_tls_ca_file the client certificate must be of a CA of the system.",
    };
  if (!pem || !pki) return { is: undefined, reason: "The file of client_tls_ca_file is not known here." };
  const trusted = pem.blocks.flatMap(({ certificate }) => certificate ?? []);
  return verifyCertificates([leaf, ...sent], { trusted, purpose: "client", family, pki, now });
}

function checkRecords(pgbouncer: PgBouncer, client: Client): ConnectionDecision {
  const { hba, files, settings } = pgbouncer;
  const isMissing = !settings.get("auth_hba_file")?.value || files.get("auth_hba_file")?.state === "missing";
  if (!hba)
    return decision("no-record", {
      is: isMissing ? false : undefined,
      reason: isMissing
        ? "There is no file of records: auth_type = hba then refuses everybody."
        : "The file of auth_hba_file is not known here.",
    });
  const { record, doubtful } = findPgBouncerRecord(pgbouncer, client);
  const decide = ({ line, read }: NonNullable<typeof record>): ConnectionDecision => {
    const { methodSpan: span, method, map } = read;
    const made = map === undefined ? checkMethod(method, pgbouncer, client) : byMap(map);
    return { ...made, line: { uri: hba.uri, line, span } };
  };
  const decided: ConnectionDecision = record
    ? decide(record)
    : decision("no-record", { is: false, reason: "No record matches, and what none matches is refused." });
  const other = doubtful.map(decide).find(({ admitted }) => admitted !== decided.admitted);
  return other
    ? { ...other, admitted: undefined, reason: "It depends on a file of names that is not known here." }
    : decided;
}

function byMap(map: string): ConnectionDecision {
  return decision("name", {
    is: undefined,
    reason: `The map ${map} decides whether the name leads to the user.`,
  });
}

/** What a method of `auth_type` or of a record makes of a client. */
function checkMethod(method: string, pgbouncer: PgBouncer, client: Client): ConnectionDecision {
  const { user, database, type, certificates } = client;
  const is = (answer: boolean | undefined, reason: string, stage: ConnectionStage = "authentication") =>
    decision(stage, { is: answer, reason });
  if (method === "reject") return is(false, "The record rejects what it matches.", "rejected");
  if (method === "any") return is(true, "auth_type = any admits everybody.");
  if (method === "pam" || method === "ldap")
    return is(undefined, `${method} decides: with the right password ${user} gets in.`);
  const known = secretOf(pgbouncer, user, database);
  if (known === "no-user")
    return is(false, `PgBouncer knows no user ${user}: neither auth_file nor auth_query has it.`, "user");
  if (method === "trust")
    return known === "unknown"
      ? is(undefined, `trust admits ${user}, if auth_file or auth_query has this user.`)
      : is(true, "Nothing else is required.");
  if (method === "peer")
    return type === "local"
      ? is(undefined, `peer decides: ${user} gets in if the system's user has this name.`)
      : is(false, "peer is for the Unix socket only.");
  if (method === "cert") {
    const [leaf] = certificates ?? [];
    if (type !== "ssl") return is(false, "cert needs TLS.", "certificate");
    if (!leaf) return is(false, "cert needs a client certificate, and the client sends none.", "certificate");
    if (!matchesLibtls(leaf, user))
      return is(false, `The certificate ${nameOf(leaf)} has no name ${user}.`, "name");
    return known === "unknown"
      ? is(undefined, `The certificate is that of ${user}, if auth_file or auth_query has this user.`)
      : is(true, `The certificate ${nameOf(leaf)} is that of ${user}.`, "name");
  }
  return checkPassword(method, user, known);
}

function checkPassword(method: string, user: string, secret: KnownSecret): ConnectionDecision {
  const refuse = (reason: string) => decision("authentication", { is: false, reason });
  if (secret === "none") return refuse(`auth_file has no password for ${user}.`);
  if (method === "scram-sha-256" && secret === "md5")
    return refuse(`auth_file has an MD5 hash for ${user}, by which SCRAM cannot check a password.`);
  return decision("authentication", {
    is: undefined,
    reason: `${method} decides: with the right password ${user} gets in.`,
  });
}

/** The console is for the users that `admin_users` and `stats_users` name, and for the system's user that PgBouncer runs as. */
function checkConsole(
  pgbouncer: PgBouncer,
  { user, type }: Client,
  login: ConnectionDecision,
): ConnectionDecision {
  const names = ["admin_users", "stats_users"].flatMap((name) => settingOf(pgbouncer, name).split(/[\s,]+/));
  if (names.includes(user)) return login;
  return type === "local" && user === consoleName
    ? decision("authentication", {
        is: undefined,
        reason: "The console admits pgbouncer from the system's user that PgBouncer runs as.",
      })
    : decision("user", { is: false, reason: `Neither admin_users nor stats_users names ${user}.` });
}

function decision(stage: ConnectionStage, { is, reason }: Answer): ConnectionDecision {
  return { admitted: is, stage, reason };
}
