import type { Findings } from "../../check/checker.ts";
import { authFileUri } from "../../cluster/authFileUri.ts";
import { memberUri } from "../../cluster/readingKey.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import type { Client, ConnectionDecision } from "./connection.ts";
import { decideConnection } from "./decideConnection.ts";
import { readConnectionFacts } from "./readConnectionFacts.ts";

/** Whether the server of a pg_hba.conf lets a client in; `undefined` for another file. */
export function explainConnection(
  snapshot: Snapshot,
  findings: Findings,
  client: Client,
): ConnectionDecision | undefined {
  if (snapshot.records.document.language !== "pg-hba") return undefined;
  return decideConnection(readConnectionFacts(snapshot, findings), client);
}

/** The pg_hba.conf that decides about connections to the cluster of a document: one that no cluster names is it itself. */
export function hbaUriOf({ key, records, cluster, settings, members }: Snapshot): string {
  const { uri, language } = records.document;
  if (!cluster.mainFile && language === "pg-hba") return uri;
  const hba = authFileUri("pg-hba", cluster.mainFile ? key : uri, cluster.settings, settings.pathMappings);
  return memberUri(members, hba, "pg-hba");
}
