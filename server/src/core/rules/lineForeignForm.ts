import type { AuthContext } from "../cluster/context.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { type ForeignLine, foreignLine } from "../ruleKit/foreignLine.ts";
import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import { recordSpan } from "../ruleKit/recordText.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { hasKnownWords, hasThreeWords, isWholeHba, isWholeIdent } from "../ruleKit/wholeRecord.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";

export const lineForeignForm: Rule = {
  id: "line-foreign-form",
  severity: "error",
  serverEffect: "line-error",
  summary: "A line is written as another program or file format has it.",
  instead: "Write the columns with blanks between them, and `#` before a comment.",
  hba(record, context, report) {
    const found = foreignHba(record, context);
    if (found) report(found.span, found.message, { refusal: fileRefused(loggedOf(record)) });
  },
  ident(record, context, report) {
    const found = foreignIdent(record, context);
    if (!found) return;
    if (isRefused(record)) report(found.span, found.message, { refusal: mapsUnused("missing entry") });
    else
      report(found.span, found.message, {
        severity: "warning",
        serverEffect: null,
        detail:
          "The server accepts the line, and takes its first three words for map, system user and database user.",
      });
  },
  fix(_finding, target) {
    const { record, context } = target;
    if (!("fields" in record)) return [];
    const found =
      "options" in record ? foreignHba(record, context) : foreignIdent(record as IdentRecord, context);
    if (!found?.fix) return [];
    return [replaceText(target, found.fix.title, recordSpan(record), found.fix.text)];
  },
};

export const lineForeignFormPage: RulePage = {
  why: "Columns are separated by plain blanks and tabs alone, comments start with `#`, and nothing belongs in front of a record: commas, `|`, arrows, quotes around the line, list marks, `-e` of `echo`, comments with `//` or `--`, and characters that only look like blanks or letters become parts of words. The server refuses the whole pg_hba.conf for such a line; in pg_ident.conf, a line that happens to have three words loads and means nothing.",
  bad: [
    `
    // host all all 10.0.0.0/8 md5
    #^
    /* everyone */
    #^
    `,
    `
    -e host all all 10.0.0.0/8 scram-sha-256
    #^
    -- everyone
    #^
    "hostssl all all 0.0.0.0/0 scram-sha-256"
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host, all, all, 10.0.0.0/8, scram-sha-256
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    host all,alice 10.1.0.0/16 reject
    #       ^
    host | all | all | 10.2.0.0/16 | reject
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    host all all 10.3.0.0/ 16 reject
    #            ^^^^^^^^^^^^
    `,
    `
    "host all all 10.0.0.0/8 scram-sha-256"
    #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    host 'my app' all 10.1.0.0/16 reject
    #    ^^^^^^^^
    hоst all\u00a0all 10.2.0.0/16 reject
    #^^^^^^^^^^^
    `,
    `
    CREATE ROLE alice LOGIN;
    #^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    -- pg_ident.conf --
    admins alice -> bob
    #            ^^
    admins, carol, bob
    #^^^^^^^^^^^^^^^^^
    admins 'Alice Smith' alice
    #      ^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    # host all all 10.0.0.0/8 md5
    # everyone
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    # everyone
    hostssl all all 0.0.0.0/0 scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    host all alice 10.1.0.0/16 reject
    host all all 10.2.0.0/16 reject
    host all all 10.3.0.0/16 reject
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    host "my app" all 10.1.0.0/16 reject
    host all all 10.2.0.0/16 reject
    `,
    `
    # CREATE ROLE alice LOGIN;
    `,
    `
    -- pg_ident.conf --
    admins alice bob
    admins carol bob
    admins "Alice Smith" alice
    `,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    hostssl "my;db",app all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="dc=x;y"
    `,
  ],
};

function foreignHba(record: HbaRecord, context: AuthContext): ForeignLine | undefined {
  if (record.include || !record.isComplete || hasKnownWords(record)) return undefined;
  return foreign(record, (text) => isWholeHba(text, context));
}

function foreignIdent(record: IdentRecord, context: AuthContext): ForeignLine | undefined {
  if (record.include || !record.isComplete || hasThreeWords(record.line)) return undefined;
  return foreign(record, (text) => isWholeIdent(text, context));
}

function foreign(
  record: HbaRecord | IdentRecord,
  isWhole: (text: string) => boolean,
): ForeignLine | undefined {
  const { line } = record;
  const { start, end } = recordSpan(record);
  const text = line.text.slice(start, end);
  if (line.lineCount > 1 || /^(?:\ufeff|$)/.test(text) || record.fields !== line.fields) return undefined;
  const found = foreignLine(text, isWhole);
  return found && { ...found, span: { start: start + found.span.start, end: start + found.span.end } };
}

function isRefused({ map, systemUser, databaseUser }: IdentRecord): boolean {
  return !databaseUser || [map, systemUser, databaseUser].some((field) => field && field.tokens.length > 1);
}

/** What the server's log has of a record that is none. */
function loggedOf({ type, method }: HbaRecord): string {
  if (type && type.tokens.length > 1) return "multiple values specified for connection type";
  return method ? "invalid" : "end-of-line before";
}
