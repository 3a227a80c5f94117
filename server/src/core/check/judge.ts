import { type Matching, matchingOf } from "../cluster/access/matching.ts";
import type { AuthContext } from "../cluster/context.ts";
import type { Entry } from "../cluster/digest.ts";
import type { Finding } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import type { Report, Rule } from "../ruleKit/rule.ts";
import { toFinding } from "../ruleKit/toFinding.ts";
import { type AuthLine, scanAuthLine } from "../syntax/authLine.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { readHostsRecord } from "../syntax/hosts/readHostsRecord.ts";
import { readIdentRecord } from "../syntax/ident/readIdentRecord.ts";
import type { RecordOrder } from "./order/recordOrder.ts";

const nothing: readonly Finding[] = [];

/** Most files have a handful of ways in; those with more have few that are alike. */
const maxFaultlessAccess = 1000;

/** A rule, and how it judges one kind of record. */
interface Judge<Judged> {
  readonly rule: Rule;
  readonly judge: (record: Judged, context: AuthContext, report: Report) => void;
}

/**
 * What judges the record that starts at a line, by the rules of its language (`recordRules`). Given what is remembered of the record, it may not have to read it again. For pg_hba.conf it
 * tells `order` what the record matches, so that records can be judged among each other afterwards.
 */
export function recordJudge(
  language: Language,
  lines: readonly string[],
  context: AuthContext,
  rules: readonly Rule[],
  order?: RecordOrder,
): (line: number, entry?: Entry) => readonly Finding[] {
  let findings: Finding[] = [];
  let current: Rule | undefined;
  const report: Report = (span, message, details) => {
    if (current) findings.push(toFinding(current, span, message, details));
  };
  const askAll = <Judged>(judges: readonly Judge<Judged>[], record: Judged) => {
    for (const { rule, judge } of judges) {
      current = rule;
      judge(record, context, report);
    }
  };

  const confJudges = once(() => judgesOf(rules, (rule) => rule.conf));
  const identJudges = once(() => judgesOf(rules, (rule) => rule.ident));
  const hostsJudges = once(() => judgesOf(rules, (rule) => rule.hosts));
  const hbaJudges = once(() => judgesOf(rules, (rule) => rule.hba ?? rule.hbaAccess));
  const columnJudges = once(() => judgesOf(rules, (rule) => rule.hba));
  /** Ways in, as written, of records in which nothing was found. */
  const faultlessAccess = new Set<string>();
  const judgeHba = (record: HbaRecord) => {
    const access = accessAsWritten(record);
    const isKnown = access !== undefined && faultlessAccess.has(access);
    askAll(isKnown ? columnJudges() : hbaJudges(), record);
    if (access !== undefined && findings.length === 0 && faultlessAccess.size < maxFaultlessAccess)
      faultlessAccess.add(access);
  };

  /** Fills `findings`; returns what a record of pg_hba.conf matches. */
  const judge = (line: number, entry: Entry | undefined): Matching | "include" | undefined => {
    if (language === "postgresql-conf") {
      askAll(confJudges(), statementOf(entry, lines[line] ?? "") ?? scanConfLine(lines, line));
      return undefined;
    }
    const scanned = scanAuthLine(lines, line, context.serverVersion);
    if (isEmpty(scanned)) return undefined;
    if (language === "pg-hba") {
      const record = readHbaRecord(scanned, context);
      judgeHba(record);
      return record.include ? "include" : matchingOf(record, context);
    }
    if (language === "pg-ident") askAll(identJudges(), readIdentRecord(scanned, context));
    else askAll(hostsJudges(), readHostsRecord(scanned, context));
    return undefined;
  };

  return (line, entry) => {
    if (findings.length > 0) findings = [];
    const row = judge(line, entry);
    order?.set(line, row);
    return findings.length === 0 ? nothing : findings;
  };
}

/** What a line is known to say, so that most lines of postgresql.conf need not be scanned a second time. */
function statementOf(entry: Entry | undefined, text: string): ConfStatement | undefined {
  const setting = entry?.lineCount === 1 ? entry.digest?.setting : undefined;
  if (!setting) return undefined;
  const { name, nameSpan, value, valueSpan } = setting;
  return {
    text,
    name: { text: name, span: nameSpan },
    value: { text: value, span: valueSpan },
    syntaxError: undefined,
  };
}

/** Makes something when it is first asked for: mostly there is nothing to judge. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function judgesOf<Judged>(
  rules: readonly Rule[],
  judgeOf: (rule: Rule) => Judge<Judged>["judge"] | undefined,
): readonly Judge<Judged>[] {
  return rules.flatMap((rule) => {
    const judge = judgeOf(rule);
    return judge ? [{ rule, judge }] : [];
  });
}

/** Nothing to judge: a comment that goes on over several lines is worth a look. */
function isEmpty(line: AuthLine): boolean {
  return line.fields.length === 0 && !line.tooLong && line.lineCount === 1;
}

/** The text of what `hbaAccess` judges; `undefined` when other lines or files have a part in it. */
function accessAsWritten({ line, fields, type, method, isComplete }: HbaRecord): string | undefined {
  const last = fields.at(-1);
  if (!type || !method || !last || !isComplete || fields !== line.fields || line.lineCount > 1)
    return undefined;
  const { text } = line;
  return `${text.slice(type.span.start, type.span.end)}\n${text.slice(method.span.start, last.span.end)}`;
}
