import { assignmentAt, refused, reportProblems } from "../ruleKit/confProblems.ts";
import { written } from "../ruleKit/quoteConf.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";

export const confUnitInvalid: Rule = {
  id: "conf-unit-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A number has a unit that its setting does not take.",
  why: "Units are compared with regard to case: `kB`, `MB`, `min` and `ms` are units, `KB`, `mb`, `M` and `sec` are not. Settings that count things take no unit at all. A wrong unit stops the start; a reload leaves the setting as it was.",
  instead: "Write one of the units that the message lists.",
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
  cluster(context, report) {
    reportProblems("unit", context, report, ({ assignment: { name } }, { unit, allowed }) => {
      if (allowed.length === 0)
        return `${name} takes a number without a unit, not ${shown(unit)}. ${refused}`;
      return `${shown(unit)} is no unit of ${name}, which takes ${listed(allowed, "or")}. ${refused}`;
    });
  },
  fix(finding, target) {
    const judged = assignmentAt(finding, target.cluster);
    if (judged?.problem?.kind !== "unit") return [];
    const { unit, allowed } = judged.problem;
    const meant = meantUnit(unit, allowed);
    if (meant === undefined) return [];
    const value = written(judged.assignment.value.trim().slice(0, -unit.length) + meant);
    return [replaceText(target, `Change to ${value}`, finding.span, value)];
  },
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
