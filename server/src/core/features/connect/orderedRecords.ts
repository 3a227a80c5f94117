import type { AuthContext } from "../../cluster/context.ts";
import { maxLines } from "../../cluster/readLimits.ts";
import { readRecord } from "../../cluster/readRecord.ts";
import type { ClusterSnapshot } from "../../cluster/snapshot.ts";
import { maxIncludeDepth } from "../../data/maxIncludeDepth.ts";
import type { AuthRecord } from "../../syntax/authRecord.ts";
import type { Placed } from "./connection.ts";

/** A record at its place in the order in which the server has them. */
export interface OrderedRecord<Record extends AuthRecord = AuthRecord> extends Placed<Record> {
  /** What it is checked under in the file in which it is written. */
  readonly context: AuthContext;
  /** The line of the file itself that holds it, or that leads to it. */
  readonly entry: number;
}

/**
 * The records of an authentication file, those of files that it includes in their places. Where `budget` is used up then, there
 * are more than these.
 */
export function orderedRecords<Record extends AuthRecord>(
  snapshot: ClusterSnapshot,
  uri: string,
  budget: { lines: number } = { lines: maxLines },
  depth = 0,
): OrderedRecord<Record>[] {
  const { members, contexts, includes } = snapshot;
  const { language, lines } = members.get(uri)?.document ?? {};
  const context = contexts.get(uri);
  if (!lines || !context || !language || language === "postgresql-conf") return [];
  const found: OrderedRecord<Record>[] = [];
  let directive = 0;
  for (let line = 0; line < lines.length && budget.lines-- > 0; ) {
    const record = readRecord(language, lines, line, context) as AuthRecord as Record;
    const { include, fields } = record;
    if (include && depth < maxIncludeDepth) {
      for (const target of includes.get(uri)?.[directive++] ?? [])
        for (const each of orderedRecords<Record>(snapshot, target, budget, depth + 1))
          found.push({ ...each, entry: line });
    } else if (fields.length > 0 || !record.isComplete) {
      const end = record.line.text.trimEnd().length;
      found.push({ record, place: { uri, line, span: { start: 0, end } }, context, entry: line });
    }
    line += Math.max(record.line.lineCount, 1);
  }
  return found;
}
