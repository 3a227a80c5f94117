import { assignmentAt, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { writeConf } from "../syntax/quote.ts";

export const confUnitInvalid: Rule = {
  id: "conf-unit-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A number has a unit that its setting does not accept.",
  instead: "Write one of the units that the message lists.",
  cluster(context, report) {
    reportProblems(
      "unit",
      context,
      report,
      ({ assignment: { name } }, { unit, allowed }) =>
        allowed.length === 0
          ? `${name} takes a number without a unit; remove ${shown(unit)}.`
          : `${shown(unit)} is not a unit of ${name}; write ${listed(allowed, "or")}.`,
      ({ allowed }) => (allowed.length === 0 ? "" : "Units are case-sensitive."),
    );
  },
  fix(finding, target) {
    const checked = assignmentAt(finding, target.cluster);
    if (checked?.problem?.kind !== "unit") return [];
    const { unit, allowed } = checked.problem;
    const meant = meantUnit(unit, allowed);
    if (meant === undefined) return [];
    const value = writeConf(checked.assignment.value.trim().slice(0, -unit.length) + meant);
    return [replaceText(target, `Change to ${value}`, finding.span, value)];
  },
};

export const confUnitInvalidPage: RulePage = {
  why: "Units are case-sensitive: `kB`, `MB`, `min` and `ms` are units, `KB`, `mb`, `M` and `sec` are not. Settings that count things take no unit at all. With a wrong unit the server does not start and logs “invalid value for parameter”; a reload keeps the old value of this setting.",
  bad: [
    `
    -- postgresql.conf --
    shared_buffers = 512mb
    #                ^^^^^
    `,
    `
    -- postgresql.conf --
    max_connections = 100k
    #                 ^^^^
    `,
    `
    -- postgresql.conf --
    authentication_timeout = '60 S'
    #                        ^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    shared_buffers = 512MB
    `,
    null,
    `
    -- postgresql.conf --
    authentication_timeout = '60 s'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    shared_buffers = 512MB
    authentication_timeout = '1 min'
    `,
  ],
};

/** The unit in another case, or the common short or long form of one; nothing where two could be meant. */
function meantUnit(unit: string, allowed: readonly string[]): string | undefined {
  const lower = unit.toLowerCase();
  const forms = allowed.filter((name) => name.toLowerCase() === lower || otherForms[name]?.includes(lower));
  return forms.length === 1 ? forms[0] : undefined;
}

const otherForms: Readonly<Record<string, readonly string[]>> = {
  kB: ["k", "kib"],
  MB: ["m", "mib"],
  GB: ["g", "gib"],
  TB: ["t", "tib"],
  us: ["usec", "micros"],
  ms: ["msec", "millis"],
  s: ["sec", "secs", "second", "seconds"],
  min: ["mins", "minute", "minutes"],
  h: ["hr", "hour", "hours"],
  d: ["day", "days"],
};
