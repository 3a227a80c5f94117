import { languagesOf, type RuleWithPage } from "../../../../server/src/core/ruleKit/rule.ts";
import { rulesWithPages } from "../../../../server/src/core/rules/pages.generated.ts";

/** The rules in three parts, so that several processes run the examples. */
export function rulesAbout(part: "authentication" | "configuration" | "files"): readonly RuleWithPage[] {
  return rulesWithPages.filter((rule) => partOf(rule) === part);
}

function partOf(rule: RuleWithPage): string {
  if (rule.id.startsWith("conf-")) return "configuration";
  return languagesOf(rule).some((language) => language !== "postgresql-conf") ? "authentication" : "files";
}
