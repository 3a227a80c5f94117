import { languagesOf, type RuleWithExamples } from "../../../../server/src/core/ruleKit/rule.ts";
import { rulesWithExamples } from "../../../../server/src/core/rules/examples.generated.ts";

/** The rules in three parts, so that several processes run the examples. */
export function rulesAbout(part: "authentication" | "configuration" | "files"): readonly RuleWithExamples[] {
  return rulesWithExamples.filter((rule) => partOf(rule) === part);
}

function partOf(rule: RuleWithExamples): string {
  if (rule.id.startsWith("conf-")) return "configuration";
  return languagesOf(rule).some((language) => language !== "postgresql-conf") ? "authentication" : "files";
}
