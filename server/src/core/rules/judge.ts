import type { Finding } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import { type AuthLine, scanAuthLine } from "../syntax/authLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { readHostsRecord } from "../syntax/hosts/readHostsRecord.ts";
import { readIdentRecord } from "../syntax/ident/readIdentRecord.ts";
import type { AuthContext } from "./context.ts";
import { rules } from "./index.ts";
import type { FindingDetails, Report, Rule } from "./rule.ts";

const hbaRules = rules.filter((rule) => rule.hba);
const identRules = rules.filter((rule) => rule.ident);
const hostsRules = rules.filter((rule) => rule.hosts);
const confRules = rules.filter((rule) => rule.conf);

const nothing: readonly Finding[] = [];

/** Judges the record that starts at a line by all rules of its language. */
export function judgeRecord(
  language: Language,
  lines: readonly string[],
  line: number,
  context: AuthContext,
): readonly Finding[] {
  const findings: Finding[] = [];
  let current: Rule | undefined;
  const report: Report = (span, message, details) => {
    if (current) findings.push(toFinding(current, span, message, details));
  };
  if (language === "postgresql-conf") {
    const record = scanConfLine(lines, line);
    for (current of confRules) current.conf?.(record, context, report);
  } else {
    const scanned = scanAuthLine(lines, line, context.serverVersion);
    if (isEmpty(scanned)) return nothing;
    if (language === "pg-hba") {
      const record = readHbaRecord(scanned, context);
      for (current of hbaRules) current.hba?.(record, context, report);
    } else if (language === "pg-ident") {
      const record = readIdentRecord(scanned, context);
      for (current of identRules) current.ident?.(record, context, report);
    } else {
      const record = readHostsRecord(scanned, context);
      for (current of hostsRules) current.hosts?.(record, context, report);
    }
  }
  return findings.length === 0 ? nothing : findings;
}

/** A rule's finding, with the rule's own severity and effect where the report gives none. */
export function toFinding(
  rule: Rule,
  span: Finding["span"],
  message: string,
  details?: FindingDetails,
): Finding {
  const serverEffect = details?.serverEffect === undefined ? rule.serverEffect : details.serverEffect;
  return {
    rule: rule.id,
    severity: details?.severity ?? rule.severity,
    serverEffect,
    span,
    message,
    ...(details?.related && { related: details.related }),
    ...(details?.tag && { tag: details.tag }),
  };
}

/** Nothing to judge: a comment that goes on over several lines is worth a look. */
function isEmpty(line: AuthLine): boolean {
  return line.fields.length === 0 && !line.tooLong && line.lineCount === 1;
}
