import type { Findings } from "../../check/checker.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { nameOf, pathOf } from "../../cluster/uris.ts";
import { messageSources } from "../../data/messages/messageRow.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Language } from "../../model/language.ts";
import type { MessageCause } from "../../model/messageCause.ts";
import { rules } from "../../rules/index.generated.ts";
import type { Client } from "../connect/connection.ts";
import { type FoundMessage, findMessages } from "./findMessages.ts";
import { withoutPasswords } from "./withoutPasswords.ts";

/** A client that a message says was refused. */
export type RefusedClient = Pick<Client, "type" | "user" | "database" | "replication" | "address">;

/** A cause, and the client about which the files are to be searched. */
export interface CauseOfClient {
  readonly cause: MessageCause;
  readonly client?: RefusedClient;
}

/** Findings that are named for one message. */
const maxFindings = 5;

/** What the messages of a text mean; with a cluster also what in it is behind them. */
export function messageCauses(
  text: string,
  snapshot?: Snapshot,
  findings?: Findings,
): readonly CauseOfClient[] {
  const all = snapshot && findings ? allFindings(snapshot, findings) : [];
  const languageOf = (uri: string) => snapshot?.members.get(uri)?.document.language;
  return findMessages(text).map((found) => {
    const { row, line, text: message, count } = found;
    const rule = rules.find(({ id }) => id === row.rules?.[0]);
    const place = snapshot && placeOf(found, snapshot);
    const client = clientOf(found);
    return {
      cause: {
        source: messageSources[row.source],
        line,
        message: withoutPasswords(message, row.quotesString),
        count,
        meaning: row.meaning ?? rule?.summary.replaceAll("`", "") ?? "",
        remedy: row.remedy ?? rule?.instead.replaceAll("`", "") ?? "",
        ...(rule && !row.meaning && { rule: rule.id }),
        findings: behind(found, all, place, languageOf).slice(0, maxFindings),
        ...(place && { place }),
      },
      ...(client && { client }),
    };
  });
}

function allFindings({ members }: Snapshot, findings: Findings): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const uri of members.keys())
    for (const one of [...findings.shown(uri), ...findings.inRecords(uri)]) found.set(keyOf(one), one);
  for (const one of findings.inCluster) found.set(keyOf(one), one);
  return [...found.values()];
}

function keyOf({ rule, uri, line, span }: Diagnostic): string {
  return `${rule} ${uri} ${line} ${span.start}`;
}

/** The findings behind a message: of its rules, on the line and about the file that it names. */
function behind(
  { row, names, text }: FoundMessage,
  all: readonly Diagnostic[],
  place: MessageCause["place"],
  languageOf: (uri: string) => Language | undefined,
): readonly Diagnostic[] {
  const ranks = new Map((row.rules ?? []).map((id, rank) => [id, rank]));
  const rank = ({ rule }: Diagnostic) => ranks.get(rule) ?? ranks.size;
  const onLine = place ? all.filter(({ uri, line }) => uri === place.uri && line === place.line) : [];
  const ofRules = all.filter(
    ({ rule, serverEffect, uri }) =>
      ranks.has(rule) ||
      (row.language !== undefined &&
        serverEffect !== null &&
        serverEffect !== "connection-error" &&
        languageOf(uri) === row.language),
  );
  if (onLine.length > 0) {
    const best = onLine.filter(({ rule }) => ranks.has(rule));
    return best.length > 0 ? best : onLine.filter(({ severity }) => severity === "error");
  }
  let found = ofRules.length > 0 || row.client ? ofRules : all.filter((finding) => quotes(finding, text));
  const { file, setting, other } = names;
  for (const name of [file && baseName(file), setting, other]) {
    const narrower = found.filter(
      ({ message, detail = "" }) => name && `${message} ${detail}`.includes(name),
    );
    if (narrower.length > 0) found = narrower;
  }
  return [...found].sort((a, b) => rank(a) - rank(b));
}

/** Whether a finding's detail quotes words of the server's log that a message has. */
function quotes({ detail = "" }: Diagnostic, text: string): boolean {
  return [...detail.matchAll(/“([^”…]{12,100})”/g)].some(([, words = ""]) => text.includes(words));
}

/** The line that a message names (`line 5 of configuration file "/data/pg_hba.conf"`), if the cluster has it. */
function placeOf(
  { names: { file, line } }: FoundMessage,
  { members, records }: Snapshot,
): MessageCause["place"] {
  if (!/^\d{1,7}$/.test(line ?? "")) return undefined;
  const named = file === undefined ? "pg_hba.conf" : file;
  const sameName = [...members.keys()].filter((uri) => nameOf(uri) === baseName(named));
  const uri = sameName.find((candidate) => pathOf(candidate) === named) ?? sameName[0];
  const { document } = (uri !== undefined && members.get(uri)) || records;
  if (uri === undefined || document.lines.length < Number(line)) return undefined;
  return { uri, line: Number(line) - 1 };
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

function clientOf({ row, names, text }: FoundMessage): RefusedClient | undefined {
  const { user, host, database } = names;
  if (!row.client || row.client === "any" || user === undefined || host === undefined) return undefined;
  const replication = text.includes("replication connection");
  const common = { user, database: database ?? user, replication };
  if (host === "[local]") return { type: "local", ...common };
  if (!/^[\da-f.:]{2,45}$/i.test(host)) return undefined;
  return { type: row.client === "tls" ? "ssl" : "plain", address: host, ...common };
}
