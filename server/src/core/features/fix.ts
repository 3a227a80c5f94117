import { diagnose } from "../check/diagnose.ts";
import { readRecord } from "../cluster/readRecord.ts";
import { folderOf } from "../cluster/uris.ts";
import { nearbyFiles } from "../gather/nearbyFiles.ts";
import type { Located, Project } from "../gather/workspace.ts";
import type { Diagnostic, OfferedFix, TextEdit } from "../model/diagnostic.ts";
import type { FixContext, Rule } from "../ruleKit/rule.ts";
import { rules } from "../rules/index.generated.ts";

/** The ways out of what is wrong in the records that start between two lines, in the order of the findings. */
export async function findFixes(
  project: Project,
  located: Located,
  firstLine: number,
  lastLine: number,
): Promise<readonly OfferedFix[]> {
  const { uri } = located.index.document;
  // An edit that comes while files are read makes the answer one about the text before, as with any question.
  const questions = questionsOf(project, located, firstLine, lastLine);
  const looksNearby = project.settings.trusted && questions.some(({ rule }) => rule.looksNearby);
  const nearby = looksNearby ? await nearbyFiles(located.state.cluster, folderOf(uri), project.facts) : [];
  return questions.flatMap(({ diagnostic, rule, context }) => {
    const found = rule.fix?.(diagnostic, { ...context, nearby }) ?? [];
    return found.map((fix) => ({ ...fix, diagnostic }));
  });
}

/**
 * The edits of a document that may be made unasked, none over another: of those that touch the same text only the first is
 * kept, and the next run finds the others.
 */
export function safeEdits(project: Project, located: Located): readonly TextEdit[] {
  const { uri } = located.index.document;
  const kept: TextEdit[] = [];
  for (const { diagnostic, rule, context } of questionsOf(project, located, 0, Number.MAX_SAFE_INTEGER)) {
    for (const { safe, edits = [] } of rule.fix?.(diagnostic, { ...context, nearby: [] }) ?? []) {
      if (safe && edits.every((edit) => edit.place.uri === uri && !kept.some((one) => clash(one, edit))))
        kept.push(...edits);
    }
  }
  return kept;
}

function clash({ place: a }: TextEdit, { place: b }: TextEdit): boolean {
  return a.line === b.line && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** A finding that has fixes, and what they are worked out from. */
interface Question {
  readonly diagnostic: Diagnostic;
  readonly rule: Rule;
  readonly context: Omit<FixContext, "nearby">;
}

function questionsOf(project: Project, located: Located, firstLine: number, lastLine: number): Question[] {
  const from = located.index.recordLine(firstLine);
  return diagnose(project, located)
    .filter((diagnostic) => from <= diagnostic.line && diagnostic.line <= lastLine)
    .flatMap((diagnostic) => {
      const rule = fixingRules().get(diagnostic.rule);
      return rule ? [{ diagnostic, rule, context: fixContext(located, diagnostic) }] : [];
    });
}

function fixContext(
  { index, state, context }: Located,
  { uri, line }: Diagnostic,
): Omit<FixContext, "nearby"> {
  const { language, lines } = index.document;
  const recordAt = (at: number) => readRecord(language, lines, at, context);
  return {
    record: recordAt(line),
    recordAt,
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
