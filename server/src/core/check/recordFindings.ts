import type { AuthContext } from "../cluster/context.ts";
import { blankEntry, continuation } from "../cluster/recordSummary.ts";
import { changedRecords, type LineChange, type Records } from "../cluster/records.ts";
import { replaceRange } from "../cluster/sourceDocument.ts";
import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import { NewRows, RecordOrder, type Row } from "./order/recordOrder.ts";
import { nothing, recordChecker } from "./recordChecker.ts";
import { recordRules } from "./ruleSets.ts";

/** What was found in the records of one document. It remembers, so that an edit costs the records that it changes. */
export class RecordFindings {
  #records: Records | undefined;
  #context: AuthContext | undefined;
  /** By line. */
  #findings: (readonly Finding[])[] = [];
  #order: RecordOrder | undefined;
  /** What was returned since the last change: who is answered twice gets the same arrays. */
  #themselves: readonly Diagnostic[] | undefined;
  #others: readonly Diagnostic[] | undefined;

  /** Checks what is not as it was at the call before. */
  update(records: Records, context: AuthContext): void {
    if (this.#records === records && this.#context === context) return;
    this.#themselves = undefined;
    this.#others = undefined;
    const { document, entries } = records;
    const rules = recordRules[document.language];
    if (document.language === "pg-hba") this.#order ??= new RecordOrder(rules);
    const change = this.#changeTo(records, context);
    const rows = new NewRows(this.#order ? change.added : 0);
    const take = this.#order && ((line: number, row: Row) => rows.set(line - change.start, row));
    const check = recordChecker(document.language, document.lines, context, rules, take);
    const fresh: (readonly Finding[])[] = [];
    for (let line = change.start; line < change.start + change.added; line++) {
      const entry = entries[line];
      const isEmpty = !entry || entry === blankEntry || entry === continuation;
      fresh.push(isEmpty ? nothing : check(line, entry));
    }
    replaceRange(this.#findings, change.start, change.removed, fresh);
    this.#order?.update(change, rows, context, document);
    this.#records = records;
    this.#context = context;
  }

  /** The lines whose records must be checked: all of them under another context or version. */
  #changeTo(records: Records, context: AuthContext): LineChange {
    const before = this.#records;
    return before && this.#context === context && before.serverVersion === records.serverVersion
      ? changedRecords(before, records)
      : { start: 0, removed: this.#findings.length, added: records.entries.length };
  }

  /** The findings in records, each by itself, in the order of their lines. */
  byThemselves(uri: string): readonly Diagnostic[] {
    if (this.#themselves) return this.#themselves;
    const found: Diagnostic[] = [];
    // Most records have none: an iterator over all of them would cost more than they do.
    for (let line = 0; line < this.#findings.length; line++) {
      const findings = this.#findings[line] ?? nothing;
      if (findings !== nothing) for (const finding of findings) found.push({ ...finding, uri, line });
    }
    this.#themselves = found;
    return found;
  }

  /** The findings in records of pg_hba.conf among the others. */
  amongOthers(uri: string): readonly Diagnostic[] {
    if (this.#others) return this.#others;
    const found: Diagnostic[] = [];
    this.#order?.forEachFinding((finding, line) => {
      found.push({ ...finding, uri, line });
    });
    this.#others = found;
    return found;
  }
}
