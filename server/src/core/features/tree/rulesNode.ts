import { clientCertificateOf } from "../../cluster/access/usableMethod.ts";
import type { AuthContext } from "../../cluster/context.ts";
import type { Records } from "../../cluster/records.ts";
import type { ClusterNode } from "../../model/clusterNode.ts";
import { scanAuthLine } from "../../syntax/authLine.ts";
import { readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";
import { demandsInWords } from "../hover/hba/demandsInWords.ts";
import { clientsInWords } from "../hover/hba/ruleInWords.ts";
import { plain } from "../hover/render.ts";
import type { ClusterView } from "./clusterTree.ts";

/** Who must present a certificate: the records of pg_hba.conf that require one, in words. Nothing without a pg_hba.conf. */
export function rulesNode({ snapshot, where }: ClusterView): ClusterNode | undefined {
  const { key, cluster, members, contexts } = snapshot;
  const files = [...members.values()].filter(({ document }) => document.language === "pg-hba");
  if (files.length === 0) return undefined;
  const id = `${key}#clients`;
  const children: ClusterNode[] = [];
  for (const file of files) {
    const context = contexts.get(file.document.uri);
    if (!context) continue;
    for (const node of nodesOf(file, context, id, where)) {
      if (children.length === maxRules) break;
      children.push(node);
    }
  }
  const isIdle = cluster.settings?.isOn("ssl") === false;
  const detail = children.length === 0 ? "nobody" : isIdle ? "never, while TLS is off" : `${children.length}`;
  return { id, kind: "clients", label: "Who must present a certificate", detail, children };
}

function* nodesOf(
  { document, entries }: Records,
  context: AuthContext,
  parent: string,
  where: ClusterView["where"],
): Generator<ClusterNode> {
  const version = context.serverVersion;
  for (const [line, entry] of entries.entries()) {
    if (entry.lineCount === 0) continue;
    const lines = document.lines.slice(line, line + entry.lineCount);
    if (!lines.some((text) => /cert|@/.test(text))) continue; // most lines; those need not be parsed
    const record = readHbaRecord(scanAuthLine(document.lines, line, version), context);
    const demanded = record.type?.tokens[0]?.text === "hostssl" && clientCertificateOf(record, version);
    const clients = demanded && clientsInWords(record, version);
    if (!clients) continue;
    const place = { uri: document.uri, line, span: record.type?.span ?? { start: 0, end: 0 } };
    yield {
      id: `${parent}/${document.uri}:${line}`,
      kind: "rule",
      label: plain(clients),
      detail: plain(demandsInWords(record, version)),
      more: `${where(place)}\n${lines.join("").trim()}`,
      place,
    };
  }
}

const maxRules = 300;
