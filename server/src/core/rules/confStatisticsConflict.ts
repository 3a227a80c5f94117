import { valueRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

const stages = ["log_parser_stats", "log_planner_stats", "log_executor_stats"];

export const confStatisticsConflict: Rule = {
  id: "conf-statistics-conflict",
  severity: "error",
  serverEffect: "line-error",
  reloadEffect: "keeps-setting",
  summary: "Statistics are logged both for whole statements and for their stages.",
  instead: "Keep only one kind on.",
  cluster({ cluster }, report) {
    const on = new Set<string>();
    for (const { name, assignment, overriddenBy, problem } of cluster.checkedAssignments) {
      if (overriddenBy || problem || (name !== "log_statement_stats" && !stages.includes(name))) continue;
      if (!readBoolean(assignment.value)) {
        on.delete(name);
        continue;
      }
      const others = name === "log_statement_stats" ? stages : ["log_statement_stats"];
      const conflicting = others.find((other) => on.has(other));
      if (!conflicting) on.add(name);
      else {
        report(assignment.place, `${name} cannot be on together with ${conflicting}; turn one of them off.`, {
          refusal: valueRefused("invalid value for parameter"),
        });
      }
    }
  },
  fix: ({ span }, target) => [replaceText(target, "Turn this one off", span, "off")],
};

export const confStatisticsConflictPage: RulePage = {
  why: "`log_statement_stats` and the three settings for stages exclude each other. The server refuses the later one with “invalid value for parameter”: it does not start, and a reload keeps the old value.",
  bad: [
    `
    -- postgresql.conf --
    log_parser_stats = on
    log_statement_stats = on
    #                     ^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    log_parser_stats = on
    log_statement_stats = off
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    log_parser_stats = on
    log_planner_stats = on
    log_statement_stats = off
    `,
  ],
};
