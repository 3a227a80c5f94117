import type { OfferedFix } from "../index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Located, Project } from "../project/project.ts";
import { rules } from "../rules/index.ts";
import { readRecord } from "../rules/readRecord.ts";
import type { FixContext, Rule } from "../rules/rule.ts";
import { diagnose } from "./diagnose.ts";

/** The ways out of what is wrong in the records that start between two lines, in the order of the findings. */
export function findFixes(
  project: Project,
  located: Located,
  firstLine: number,
  lastLine: number,
): readonly OfferedFix[] {
  const { index } = located;
  const from = index.recordLine(firstLine);
  return diagnose(project, located)
    .filter((diagnostic) => from <= diagnostic.line && diagnostic.line <= lastLine)
    .flatMap((diagnostic) => {
      const rule = fixingRules().get(diagnostic.rule);
      const found = rule?.fix?.(diagnostic, fixContext(located, diagnostic)) ?? [];
      return found.map((fix) => ({ ...fix, diagnostic }));
    });
}

function fixContext({ index, state, context }: Located, { uri, line }: Diagnostic): FixContext {
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
