import { withoutWithdrawn } from "../cluster/protocolAge.ts";
import { otherValues } from "../data/otherWords.ts";
import { findSetting } from "../data/settings.ts";
import { existsIn, type VersionRange, versionsWith } from "../model/serverVersion.ts";
import { assignmentAt, reportProblems } from "../ruleKit/confProblems.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { existenceInWords, listed, serverInWords, shown } from "../ruleKit/words.ts";
import { writeConf } from "../syntax/quote.ts";

export const confChoiceInvalid: Rule = {
  id: "conf-choice-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A setting has a value that is not one of its fixed values.",
  instead: "Write one of the values that the message lists, or its detail where there are many.",
  cluster(context, report) {
    reportProblems(
      "enum",
      context,
      report,
      ({ assignment: { name, value } }, { allowed }) => {
        const versions = versionsWithValue(name, value);
        if (versions && !existsIn(versions, context.cluster.serverVersion))
          return `${serverInWords(context.cluster)} has no ${shown(value)} for ${name}${existenceInWords(versions)}; write another value.`;
        const meant = meantValue(value, allowed);
        const choices = listed(withoutWithdrawn(allowed).map(writeConf), "or");
        if (meant !== undefined)
          return `${name} cannot be ${shown(value)}; did you mean ${writeConf(meant)}?`;
        if (choices.length > 70)
          return `${name} cannot be ${shown(value)}; write one of its ${allowed.length} values.`;
        return `${name} cannot be ${shown(value)}; write ${choices}.`;
      },
      ({ allowed }) => `Its values are ${listed(allowed.map(writeConf), "and")}.`,
    );
  },
  fix(finding, target) {
    const checked = assignmentAt(finding, target.cluster);
    if (checked?.problem?.kind !== "enum") return [];
    const { allowed } = checked.problem;
    const { bootValue } = checked.setting;
    const meant = meantValue(checked.assignment.value, allowed);
    const others = withoutWithdrawn(allowed).filter((choice) => choice !== bootValue);
    const choices =
      meant === undefined ? [...allowed.filter((one) => one === bootValue), ...others] : [meant];
    return choices.slice(0, 8).map((choice) => {
      const text = writeConf(choice);
      return replaceText(target, `Change to ${text}`, finding.span, text);
    });
  },
};

export const confChoiceInvalidPage: RulePage = {
  why: "The server compares the whole word without regard to case. With another value it does not start and logs “invalid value for parameter”; a reload keeps the old value of this setting.",
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
};

/** The versions that know a value of a setting, where any does. */
function versionsWithValue(name: string, value: string): VersionRange | undefined {
  const lower = value.toLowerCase();
  return versionsWith((version) => {
    const { values = [], hiddenValues = [] } = findSetting(name, version) ?? {};
    return [...values, ...hiddenValues].some((one) => one.toLowerCase() === lower);
  });
}

/** `TLS1.2`, `TLSv1_2`, `1.2` and the like, or a typing error; of protocols that are equally near the newest, which is last. */
function meantValue(value: string, allowed: readonly string[]): string | undefined {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]|tlsv?/g, "")
      .replace(/^10$/, "1");
  const wanted = bare(value);
  if (wanted === "") return undefined;
  return (
    allowed.find((choice) => bare(choice) === wanted) ??
    meantWord(value.trim(), allowed.filter(Boolean).reverse(), otherValues)
  );
}
