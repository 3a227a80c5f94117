import { continuesRecord } from "../ruleKit/continuesRecord.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** Lines that one record is continued over at most. */
const maxLines = 20;

/** A line that is the rest of the record above it. */
export const hbaRecordSplit: Rule = {
  id: "hba-record-split",
  severity: "error",
  serverEffect: "line-error",
  summary: "A record goes on in the next line without a backslash.",
  instead: "Write the record on one line, or end the line above with a backslash.",
  hba(record, { serverVersion }, report) {
    const span = record.type?.span;
    if (!span || !continuesRecord(record)) return;
    const remedy =
      serverVersion < 14
        ? "write the record on one line"
        : "end the line above with a backslash, or write one line";
    report(span, `This seems to be the rest of the record above; ${remedy}.`, {
      refusal: fileRefused("invalid connection type"),
    });
  },
  fix({ line }, target) {
    if (target.context.serverVersion < 14 || line === 0) return [];
    const above = target.recordAt(line - 1);
    if (
      !("line" in above) ||
      above.line.fields.length === 0 ||
      above.line.comment ||
      above.line.lineCount > 1
    )
      return [];
    const end = above.line.text.trimEnd().length;
    const { uri } = target.place({ start: 0, end: 0 });
    const backslash = (line: number, end: number) => ({
      place: { uri, line, span: { start: end, end } },
      newText: " \\",
    });
    const edits = [backslash(line - 1, end)];
    for (let at = line; edits.length < maxLines; at++) {
      const [record, next] = [target.recordAt(at), target.recordAt(at + 1)];
      if (!("options" in record) || !("options" in next) || record.line.comment || !continuesRecord(next))
        break;
      edits.push(backslash(at, record.line.text.trimEnd().length));
    }
    return [{ title: "End the line above with a backslash", edits }];
  },
};

export const hbaRecordSplitPage: RulePage = {
  why: "A record ends where its line ends, unless a backslash is its last character (14 and later). The server takes the rest for a record of its own and refuses the whole file, with “invalid connection type” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
      clientcert=verify-full
    # ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=13
    hostssl all all 10.0.0.0/8 scram-sha-256
      clientcert=verify-ca
    # ^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all
      all 10.0.0.0/8 scram-sha-256
    # ^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256 \\
      clientcert=verify-full
    `,
    null,
    `
    host all \\
      all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256 \\
      clientcert=verify-full
    `,
  ],
};
