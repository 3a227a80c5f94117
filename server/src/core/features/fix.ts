import type { OfferedFix } from "../index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { nearbyFiles } from "../project/nearbyFiles.ts";
import type { Located, Project } from "../project/project.ts";
import { folderOf } from "../project/uris.ts";
import { rules } from "../rules/index.ts";
import { readRecord } from "../rules/readRecord.ts";
import type { FixContext, Rule } from "../rules/rule.ts";
import { diagnose } from "./diagnose.ts";

/** The ways out of what is wrong in the records that start between two lines, in the order of the findings. */
export async function findFixes(
  project: Project,
  located: Located,
  firstLine: number,
  lastLine: number,
): Promise<readonly OfferedFix[]> {
  const { index, state } = located;
  const from = index.recordLine(firstLine);
  const answered = diagnose(project, located)
    .filter((diagnostic) => from <= diagnostic.line && diagnostic.line <= lastLine)
    .flatMap((diagnostic) => {
      const rule = fixingRules().get(diagnostic.rule);
      return rule ? [{ diagnostic, rule }] : [];
    });
  const looksNearby = project.settings.trusted && answered.some(({ rule }) => rule.looksNearby);
  // An edit that comes while files are read makes the answer one about the text before, as with any question.
  const contexts = answered.map(({ diagnostic }) => fixContext(located, diagnostic));
  const nearby = looksNearby
    ? await nearbyFiles(state.cluster, folderOf(index.document.uri), project.facts)
    : [];
  return answered.flatMap(({ diagnostic, rule }, at) => {
    const context = contexts[at];
    const found = (context && rule.fix?.(diagnostic, { ...context, nearby })) ?? [];
    return found.map((fix) => ({ ...fix, diagnostic }));
  });
}

function fixContext(
  { index, state, context }: Located,
  { uri, line }: Diagnostic,
): Omit<FixContext, "nearby"> {
  return {
    record: readRecord(index.document.language, index.document.lines, line, context),
    context,
    cluster: state.cluster,
    place: (span) => ({ uri, line, span }),
  };
}

let byId: ReadonlyMap<string, Rule> | undefined;

function fixingRules(): ReadonlyMap<string, Rule> {
  byId ??= new Map(rules.filter((rule) => rule.fix).map((rule) => [rule.id, rule]));
  return byId;
}
