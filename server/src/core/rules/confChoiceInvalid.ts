import { assignmentAt, refused, reportProblems } from "../ruleKit/confProblems.ts";
import { nearest } from "../ruleKit/nearest.ts";
import { written } from "../ruleKit/quoteConf.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";

export const confChoiceInvalid: Rule = {
  id: "conf-choice-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A setting with a fixed list of values has another one.",
  why: "The server compares the whole word without regard to case. Another value stops the start; a reload leaves this setting as it was.",
  instead: "Write one of the values that the message lists.",
  bad: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'TLS1.2'
    #                          ^^^^^^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=17
    password_encryption = plain
    #                     ^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'TLSv1.2'
    `,
    `
    -- postgresql.conf --
    # pgssl: version=17
    password_encryption = 'scram-sha-256'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl_min_protocol_version = 'tlsv1.2'
    ssl_max_protocol_version = ''
    `,
  ],
  cluster(context, report) {
    reportProblems("enum", context, report, ({ assignment: { name, value } }, { allowed }) => {
      const meant = meantValue(value, allowed);
      const advice =
        meant === undefined ? `it takes ${listed(allowed.map(written), "or")}` : `did you mean ${meant}?`;
      return `${shown(value)} is no value of ${name}: ${advice}${advice.endsWith("?") ? "" : "."} ${refused}`;
    });
  },
  fix(finding, target) {
    const judged = assignmentAt(finding, target.cluster);
    if (judged?.problem?.kind !== "enum") return [];
    const { allowed } = judged.problem;
    const { bootValue } = judged.setting;
    const meant = meantValue(judged.assignment.value, allowed);
    const others = allowed.filter((choice) => choice !== bootValue);
    const choices =
      meant === undefined ? [...allowed.filter((one) => one === bootValue), ...others] : [meant];
    return choices.slice(0, 8).map((choice) => {
      const text = written(choice);
      return replaceText(target, `Change to ${text}`, finding.span, text);
    });
  },
};

/** `TLS1.2`, `TLSv1_2`, `1.2` and the like, or a slip of the fingers; of protocols that are as near the newest, which stands last. */
function meantValue(value: string, allowed: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]|tlsv?/g, "");
  const wanted = bare(value);
  if (wanted === "") return undefined;
  return (
    allowed.find((choice) => bare(choice) === wanted) ??
    nearest(value.trim(), allowed.filter(Boolean).reverse())
  );
}
