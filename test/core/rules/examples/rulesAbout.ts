import { languagesOf, type Rule } from "../../../../server/src/core/ruleKit/rule.ts";
import { rules } from "../../../../server/src/core/rules/index.generated.ts";

/** The rules in three parts, so that several processes run the examples. */
export function rulesAbout(part: "authentication" | "configuration" | "files"): readonly Rule[] {
  return rules.filter((rule) => partOf(rule) === part);
}

function partOf(rule: Rule): string {
  if (rule.id.startsWith("conf-")) return "configuration";
  return languagesOf(rule).some((language) => language !== "postgresql-conf") ? "authentication" : "files";
}
