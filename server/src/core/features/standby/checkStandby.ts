import { diagnose } from "../../check/diagnose.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { usesOf } from "../../cluster/uses.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { byPlace } from "../../model/span.ts";
import type { StandbyContext } from "../../ruleKit/standbyRule.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { rules } from "../../rules/index.generated.ts";
import { suppressionUnused } from "../../rules/suppressionUnused.ts";
import { conceal } from "../conceal.ts";
import { toClientString } from "../connect/decideClient.ts";
import { decideString, type ServerEnd } from "../connect/explainString.ts";
import { findPrimary } from "./findPrimary.ts";

/** What the other clusters at hand say about the connection of a standby. */
export async function checkStandby(
  snapshot: Snapshot,
  others: readonly Snapshot[],
  server: ServerEnd,
): Promise<readonly Diagnostic[]> {
  const { cluster, records, hidden, context } = snapshot;
  const connection = cluster.standby;
  if (!connection || connection.place.uri !== records.document.uri) return [];
  const read = toClientString(connection.parameters, context.serverVersion);
  const primary = "accepts" in read || !read.given.has("user") ? undefined : findPrimary(read, others);
  if ("accepts" in read || !primary || read.host === undefined) return [];
  const fileOf = (keyword: string) => connection.files.get(read.given.get(keyword) ?? "");
  const [roots, own] = [fileOf("sslrootcert"), fileOf("sslcert")];
  const decision = await decideString(
    primary.key,
    read,
    { ...(roots?.pem && { roots }), ...(own?.pem && { own }), replication: true },
    server,
  );
  if (!decision) return [];
  const { client, server: answer } = decision;
  // A certificate that is not known here, or the default one of the server's user, may do.
  const isSure = own?.pem !== undefined || (answer?.stage !== "certificate" && answer?.stage !== "name");
  const use = usesOf(primary.cluster, "ssl_cert_file")[0];
  const standby: StandbyContext = {
    connection,
    host: read.host,
    ...(client.accepts === false && {
      clientRefuses: { cause: client.cause ?? "demand", reason: client.reason },
    }),
    ...(answer?.admitted === false &&
      isSure && {
        serverRefuses: { reason: answer.reason, ...(answer.line && { record: answer.line }) },
      }),
    ...(use && { certificate: use.place }),
  };
  const { uri, line } = connection.place;
  const found: Diagnostic[] = [];
  for (const rule of rules)
    rule.standby?.(standby, (span, message, details) => {
      found.push({ ...toFinding(rule, span, message, details), uri, line });
    });
  return conceal(conceal(found, hidden), primary.hidden);
}

/**
 * The findings of a document together with those of its standby, as comments and settings let them through; a comment that
 * silences one of these has its use.
 */
export function withStandbyFindings(
  shown: readonly Diagnostic[],
  found: readonly Diagnostic[],
  { records, settings }: Snapshot,
): readonly Diagnostic[] {
  const ids = new Set(found.map(({ rule }) => rule));
  const kept = diagnose(records, found, settings.rules).filter(({ rule }) => ids.has(rule));
  const isUsed = ({ rule, line, span }: Diagnostic) =>
    rule === suppressionUnused.id && ids.has(records.document.lines[line]?.slice(span.start, span.end) ?? "");
  return [...shown.filter((one) => !isUsed(one)), ...kept].sort(byPlace);
}
