import { matchingOf } from "../cluster/access/matching.ts";
import type { AuthContext } from "../cluster/context.ts";
import type { Entry } from "../cluster/recordSummary.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import { once } from "../model/once.ts";
import type { Report, Rule } from "../ruleKit/rule.ts";
import { moreOf, toFinding } from "../ruleKit/toFinding.ts";
import { type AuthLine, scanAuthLine } from "../syntax/authLine.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { readHostsRecord } from "../syntax/hosts/readHostsRecord.ts";
import { readIdentRecord } from "../syntax/ident/readIdentRecord.ts";
import { enough, untilEnough } from "./enough.ts";
import type { Row } from "./order/recordOrder.ts";

/** No findings: one array for all records without any, to be recognised by identity. */
export const nothing: readonly Finding[] = [];

/** Findings that one rule reports in one record: a line may have any number of options, and a finding costs more than an option. */
const maxFindings = 100;

/** Most files have a handful of ways in; those with more have few that are alike. */
const maxCleanAccess = 1000;

/** A rule, and how it checks one kind of record. */
interface RuleCheck<Checked> {
  readonly rule: Rule;
  readonly check: (record: Checked, context: AuthContext, report: Report) => void;
}

/**
 * Returns what checks the record that starts on a line, by the rules of its language (`recordRules`). Given the summary of the
 * record, it may not have to read it again. For pg_hba.conf `take` receives what the record matches, so that records can be
 * checked among each other afterwards.
 */
export function recordChecker(
  language: Language,
  lines: readonly string[],
  context: AuthContext,
  rules: readonly Rule[],
  take?: (line: number, row: Row) => void,
): (line: number, entry?: Entry) => readonly Finding[] {
  let findings: Finding[] = [];
  let current: Rule | undefined;
  /** Findings of the current rule in the current record. */
  let count = 0;
  const report: Report = (span, message, details) => {
    if (!current) return;
    if (count++ < maxFindings) findings.push(toFinding(current, span, message, details));
    else {
      findings.push(moreOf(current, span, "record", details));
      throw enough;
    }
  };
  const runAll = <Checked>(checks: readonly RuleCheck<Checked>[], record: Checked) => {
    let next = 0;
    const runOn = () => {
      while (next < checks.length) {
        const { rule, check } = checks[next++] as RuleCheck<Checked>;
        current = rule;
        count = 0;
        check(record, context, report);
      }
    };
    // The rule that has found enough ends, and the next one goes on.
    while (next < checks.length) untilEnough(runOn);
  };

  const confChecks = once(() => checksOf(rules, (rule) => rule.conf));
  const identChecks = once(() => checksOf(rules, (rule) => rule.ident));
  const hostsChecks = once(() => checksOf(rules, (rule) => rule.hosts));
  const accessChecks = once(() => checksOf(rules, (rule) => rule.hba ?? rule.hbaAccess));
  const columnChecks = once(() => checksOf(rules, (rule) => rule.hba));
  /** Ways in, as written, of records in which nothing was found. */
  const cleanAccess = new Set<string>();
  const checkHba = (record: HbaRecord) => {
    const access = accessAsWritten(record);
    const isKnown = access !== undefined && cleanAccess.has(access);
    runAll(isKnown ? columnChecks() : accessChecks(), record);
    if (access !== undefined && findings.length === 0 && cleanAccess.size < maxCleanAccess)
      cleanAccess.add(access);
  };

  /** Fills `findings`; returns what a record of pg_hba.conf matches. */
  const check = (line: number, entry: Entry | undefined): Row => {
    if (language === "postgresql-conf") {
      runAll(confChecks(), statementOf(entry, lines[line] ?? "") ?? scanConfLine(lines, line));
      return undefined;
    }
    const scanned = scanAuthLine(lines, line, context.serverVersion);
    if (isEmpty(scanned)) return undefined;
    if (language === "pg-hba") {
      const record = readHbaRecord(scanned, context);
      checkHba(record);
      return record.include ? "include" : matchingOf(record, context);
    }
    if (language === "pg-ident") runAll(identChecks(), readIdentRecord(scanned, context));
    else runAll(hostsChecks(), readHostsRecord(scanned, context));
    return undefined;
  };

  return (line, entry) => {
    if (findings.length > 0) findings = [];
    const row = check(line, entry);
    take?.(line, row);
    return findings.length === 0 ? nothing : findings;
  };
}

/** What a line is known to say, so that most lines of postgresql.conf need not be scanned a second time. */
function statementOf(entry: Entry | undefined, text: string): ConfStatement | undefined {
  const setting = entry?.lineCount === 1 ? entry.summary?.setting : undefined;
  if (!setting) return undefined;
  const { name, nameSpan, value, valueSpan } = setting;
  return {
    text,
    name: { text: name, span: nameSpan },
    value: { text: value, span: valueSpan },
    syntaxError: undefined,
  };
}

function checksOf<Checked>(
  rules: readonly Rule[],
  checkOf: (rule: Rule) => RuleCheck<Checked>["check"] | undefined,
): readonly RuleCheck<Checked>[] {
  return rules.flatMap((rule) => {
    const check = checkOf(rule);
    return check ? [{ rule, check }] : [];
  });
}

/** Nothing to check: a comment that goes on over several lines is worth a look. */
function isEmpty(line: AuthLine): boolean {
  return line.fields.length === 0 && !line.tooLong && line.lineCount === 1;
}

/** The text of what `hbaAccess` checks; `undefined` when it depends on other lines or files. */
function accessAsWritten({ line, fields, type, method, isComplete }: HbaRecord): string | undefined {
  const last = fields.at(-1);
  if (!type || !method || !last || !isComplete || fields !== line.fields || line.lineCount > 1)
    return undefined;
  const { text } = line;
  return `${text.slice(type.span.start, type.span.end)}\n${text.slice(method.span.start, last.span.end)}`;
}
