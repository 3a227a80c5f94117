import type { Finding } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import { isShared } from "../project/lineMemory.ts";
import { type AuthLine, isPlainLine, scanAuthLine } from "../syntax/authLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { readHostsRecord } from "../syntax/hosts/readHostsRecord.ts";
import { readIdentRecord } from "../syntax/ident/readIdentRecord.ts";
import type { AuthContext } from "./context.ts";
import { type Matching, matchingOf } from "./order/matching.ts";
import type { RecordOrder } from "./order/recordOrder.ts";
import type { Report, Rule } from "./rule.ts";
import { toFinding } from "./toFinding.ts";

const nothing: readonly Finding[] = [];

/** Takes what the record on a line of pg_hba.conf matches. */
type Matches = Pick<RecordOrder, "set">;

/**
 * Judges the record that starts at a line by the rules of its language (`recordRules`), unless the same line was found
 * faultless before. For pg_hba.conf it tells `order` what the record matches, so that records can be judged among each
 * other afterwards.
 */
export function judgeRecord(
  language: Language,
  lines: readonly string[],
  line: number,
  context: AuthContext,
  rules: readonly Rule[],
  order?: Matches,
): readonly Finding[] {
  const text = lines[line] ?? "";
  const faultless = isShared(lines, text) && standsAlone(text) ? context.faultless : undefined;
  if (!faultless) return judgeAnew(language, lines, line, context, rules, order);
  if (faultless.has(text)) {
    order?.set(line, faultless.get(text));
    return nothing;
  }
  let matching: Matching | undefined;
  const set: Matches["set"] = (line, row) => {
    if (row !== "include") matching = row;
    order?.set(line, row);
  };
  const findings = judgeAnew(language, lines, line, context, rules, { set });
  if (findings.length === 0) faultless.add(text, () => matching);
  return findings;
}

/** Whether neither other lines nor files have a part in what a line means. */
function standsAlone(text: string): boolean {
  return isPlainLine(text) && !mayNameFile.test(text);
}

const mayNameFile = /@|include/i;

function judgeAnew(
  language: Language,
  lines: readonly string[],
  line: number,
  context: AuthContext,
  rules: readonly Rule[],
  order: Matches | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  let current: Rule | undefined;
  const report: Report = (span, message, details) => {
    if (current) findings.push(toFinding(current, span, message, details));
  };
  if (language === "postgresql-conf") {
    const record = scanConfLine(lines, line);
    for (current of rules) current.conf?.(record, context, report);
  } else {
    const scanned = scanAuthLine(lines, line, context.serverVersion);
    if (isEmpty(scanned)) {
      order?.set(line, undefined);
      return nothing;
    }
    if (language === "pg-hba") {
      const record = readHbaRecord(scanned, context);
      for (current of rules) current.hba?.(record, context, report);
      order?.set(line, record.include ? "include" : matchingOf(record, context));
    } else if (language === "pg-ident") {
      const record = readIdentRecord(scanned, context);
      for (current of rules) current.ident?.(record, context, report);
    } else {
      const record = readHostsRecord(scanned, context);
      for (current of rules) current.hosts?.(record, context, report);
    }
  }
  return findings.length === 0 ? nothing : findings;
}

/** Nothing to judge: a comment that goes on over several lines is worth a look. */
function isEmpty(line: AuthLine): boolean {
  return line.fields.length === 0 && !line.tooLong && line.lineCount === 1;
}
