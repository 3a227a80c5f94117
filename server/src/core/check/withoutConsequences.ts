import { blankEntry, continuation, type Entry } from "../cluster/recordSummary.ts";
import type { Records } from "../cluster/records.ts";
import type { Diagnostic } from "../model/diagnostic.ts";

/** What a record lacks when its rest is in the next line. */
const ofSplitRecord: ReadonlySet<string> = new Set([
  "hba-column-missing",
  "hba-mask-missing",
  "hba-mask-invalid",
  "hba-ldap-options",
  "hba-radius-options",
  "hba-oauth-options",
]);

/** What a record lacks when its rest is cut off, or joined to another column. */
const ofShortRecord: ReadonlySet<string> = new Set(["hba-column-missing", "ident-column-missing"]);

/**
 * The findings of a pg_hba.conf without those that are there only because of a mistake that another names: columns that
 * moved, options that blanks took apart, the two parts of a record, a line of another format; and of what is reported once (`Finding.about`) the first.
 */
export function withoutConsequences(
  found: readonly Diagnostic[],
  { entries, serverVersion }: Pick<Records, "entries" | "serverVersion">,
): readonly Diagnostic[] {
  const own = withoutParts(found);
  const causes = own.filter(({ rule, serverEffect }) => causing.has(rule) && serverEffect !== null);
  if (causes.length === 0) return onceEach(own);
  const split = new Set(causes.filter(({ rule }) => rule === "hba-record-split").map(({ line }) => line));
  const opened = new Set([...split].map((line) => recordAbove(entries, line)));
  return onceEach(own).filter((finding) => {
    const { rule, line, span } = finding;
    if (rule === "hba-record-split") return !split.has(recordAbove(entries, line));
    // In 13 a backslash does not help, so that the record above has a fault of its own.
    if (serverVersion >= 14 && opened.has(line) && ofSplitRecord.has(rule)) return false;
    return !causes.some(
      (cause) =>
        cause.line === line &&
        cause.rule !== rule &&
        (shortening.has(cause.rule)
          ? ofShortRecord.has(rule)
          : cause.rule !== "hba-option-malformed" ||
            (cause.span.start <= span.start && span.end <= cause.span.end)),
    );
  });
}

/** Without what is reported of the words of a line of another format, unless the server refuses the line for it alone. */
function withoutParts(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const foreign = new Map(
    found.filter(({ rule }) => rule === "line-foreign-form").map((finding) => [finding.line, finding]),
  );
  if (foreign.size === 0) return found;
  return found.filter((finding) => {
    const whole = foreign.get(finding.line);
    return !whole || finding === whole || (finding.serverEffect !== null && whole.serverEffect === null);
  });
}

/** Of what is reported once for each thing that it is about, the first finding. */
function onceEach(found: readonly Diagnostic[]): readonly Diagnostic[] {
  if (found.every(({ about }) => about === undefined)) return found;
  const seen = new Set<string>();
  return found.filter(({ rule, about }) => {
    if (about === undefined) return true;
    const key = `${rule} ${about}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

/** What takes columns away from a record, and nothing else. */
const shortening: ReadonlySet<string> = new Set([
  "comment-in-word",
  "hba-values-multiple",
  "ident-values-multiple",
]);

const causing: ReadonlySet<string> = new Set([
  ...shortening,
  "hba-columns-shifted",
  "hba-option-malformed",
  "hba-record-split",
]);

/** The line of the record before another, -1 for none. */
function recordAbove(entries: readonly Entry[], line: number): number {
  let above = line - 1;
  while (above >= 0 && (entries[above] === blankEntry || entries[above] === continuation)) above--;
  return above;
}
