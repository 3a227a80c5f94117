import type { Findings } from "../../check/checker.ts";
import { authFileUri } from "../../cluster/authFileUri.ts";
import type { IdentFault } from "../../cluster/context.ts";
import { memberUri } from "../../cluster/readingKey.ts";
import { maxLines } from "../../cluster/readLimits.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { hasUnknownLines } from "../../cluster/sourceDocument.ts";
import { nameOf } from "../../cluster/uris.ts";
import type { Place } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../../syntax/ident/identRecord.ts";
import type { ConnectionFacts, Placed } from "./connection.ts";
import { orderedRecords } from "./orderedRecords.ts";

/** What decides about connections to the cluster of a pg_hba.conf. */
export function readConnectionFacts(snapshot: Snapshot, findings: Findings): ConnectionFacts {
  const { cluster, context, now } = snapshot;
  const budget = { lines: maxLines };
  const records = orderedRecords<HbaRecord>(snapshot, snapshot.records.document.uri, budget);
  const { identFault } = findings;
  const maps = identFault ? undefined : readMaps(snapshot);
  const problem =
    records.length === 0 && cluster.leftOut.length === 0 && !hasUnknownLines(snapshot.records.document)
      ? "pg_hba.conf has no records."
      : (findProblem(snapshot, findings) ??
        (budget.lines <= 0
          ? `The files have more than ${maxLines} lines as they include each other.`
          : undefined));
  const { pki } = cluster;
  return {
    cluster,
    serverVersion: context.serverVersion,
    records,
    ...(maps && { maps }),
    ...(identFault && { mapsProblem: faultInWords(identFault) }),
    ...(pki && { pki }),
    ...(problem !== undefined && { problem, isRefused: refusedLines(findings) }),
    now,
  };
}

/** Whether the server refuses a line; the findings of a file are looked through once. */
function refusedLines(findings: Findings): (place: Place) => boolean {
  const refused = new Map<string, ReadonlySet<number>>();
  const linesOf = (uri: string) => {
    const found = findings.inRecords(uri).filter(({ serverEffect }) => serverEffect === "line-error");
    const lines = new Set(found.map(({ line }) => line));
    refused.set(uri, lines);
    return lines;
  };
  return ({ uri, line }) => (refused.get(uri) ?? linesOf(uri)).has(line);
}

/** `undefined` when pg_ident.conf is not known whole. */
function readMaps(snapshot: Snapshot): readonly Placed<IdentRecord>[] | undefined {
  const { key, cluster, context, settings, files } = snapshot;
  const uri = authFileUri("pg-ident", key, cluster.settings, settings.pathMappings);
  if (!context.identMaps) return cluster.isOnServer && !files.get(uri)?.stat ? [] : undefined;
  return orderedRecords<IdentRecord>(snapshot, memberUri(snapshot.members, uri, "pg-ident"));
}

function faultInWords({ uri, place }: IdentFault): string {
  const what = place
    ? `line ${place.line + 1} of ${nameOf(uri)} is refused`
    : `${nameOf(uri)} cannot be read`;
  return `The server does not load its maps (${what}): started like this it refuses, and a running one goes by the maps that it had.`;
}

/** What keeps the server from loading the files of a cluster, in words. */
function findProblem({ cluster, members }: Snapshot, findings: Findings): string | undefined {
  const inRecords = [...members.values()]
    .filter(({ document }) => document.language !== "pg-ident")
    .flatMap(({ document }) => findings.inRecords(document.uri));
  const problem =
    findings.inCluster.find(({ serverEffect }) => serverEffect === "start-error") ??
    inRecords.find(({ serverEffect }) => serverEffect === "line-error" || serverEffect === "start-error");
  const [left] = cluster.leftOut;
  const template = [...members.values()].find(({ document }) => hasUnknownLines(document))?.document;
  if (!problem && template)
    return `${nameOf(template.uri)} is a template, and what is filled in is not known here.`;
  if (!problem && left)
    return `Not all that the server reads was read here (${nameOf(left.place.uri)}, line ${left.place.line + 1}).`;
  return (
    problem &&
    `The server does not load these files (${nameOf(problem.uri)}, line ${problem.line + 1}): ${problem.message}`
  );
}
