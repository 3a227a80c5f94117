import type { AuthContext } from "../../cluster/context.ts";
import { readRecord } from "../../cluster/readRecord.ts";
import { includedFiles, maxIncludeDepth } from "../../gather/configuration.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { AuthLanguage } from "../../model/language.ts";
import type { AuthRecord } from "../../syntax/authRecord.ts";
import type { Placed } from "./connection.ts";

/** A record as the server meets it on its way through a file. */
export interface MetRecord<Record extends AuthRecord = AuthRecord> extends Placed<Record> {
  /** What it is judged by in the file in which it stands. */
  readonly context: AuthContext;
  /** The line of the file itself that it stands on, or that leads to it. */
  readonly entry: number;
}

/** The records of a file, those of files that it includes in their places. */
export async function readRecords(project: Project, located: Located, depth = 0): Promise<MetRecord[]> {
  const { index, context } = located;
  const { uri, language, lines } = index.document;
  const found: MetRecord[] = [];
  for (let line = 0; line < lines.length; ) {
    const record = readRecord(language as AuthLanguage, lines, line, context) as AuthRecord;
    const { include, fields } = record;
    if (include && depth < maxIncludeDepth) {
      const { directive: kind, path } = include;
      const reference = { kind, path: path.text, span: path.span };
      const { pathMappings } = project.settings;
      for (const target of await includedFiles(reference, uri, project.facts, pathMappings)) {
        const included = await project.locate(target);
        const met = included ? await readRecords(project, included, depth + 1) : [];
        for (const each of met) found.push({ ...each, entry: line });
      }
    } else if (fields.length > 0 || !record.isComplete) {
      const end = record.line.text.trimEnd().length;
      found.push({ record, place: { uri, line, span: { start: 0, end } }, context, entry: line });
    }
    line += Math.max(record.line.lineCount, 1);
  }
  return found;
}
