import type { AuthContext } from "../cluster/context.ts";
import { blankEntry, continuation } from "../cluster/recordSummary.ts";
import { changedRecords, type LineChange, type Records } from "../cluster/records.ts";
import { replaceRange } from "../cluster/sourceDocument.ts";
import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import { RecordOrder } from "./order/recordOrder.ts";
import { nothing, recordChecker } from "./recordChecker.ts";
import { recordRules } from "./ruleSets.ts";

/** What was found in the records of one document. It remembers, so that an edit costs the records that it changes. */
export class RecordFindings {
  #records: Records | undefined;
  #context: AuthContext | undefined;
  /** By line. */
  #findings: (readonly Finding[])[] = [];
  #order: RecordOrder | undefined;

  /** Checks what is not as it was at the call before. */
  update(records: Records, context: AuthContext): void {
    if (this.#records === records && this.#context === context) return;
    const { document, entries, serverVersion } = records;
    const before = this.#records?.serverVersion === serverVersion ? this.#records : undefined;
    const change: LineChange = before
      ? changedRecords(before, records)
      : { start: 0, removed: this.#findings.length, added: entries.length };
    const rules = recordRules[document.language];
    if (change.removed > 0 || change.added > 0) {
      replaceRange(this.#findings, change.start, change.removed, new Array(change.added).fill(nothing));
      this.#order?.replaceLines(change);
    }
    if (document.language === "pg-hba") this.#order ??= new RecordOrder(entries.length, rules);
    const isSameContext = this.#context === context;
    const first = isSameContext ? change.start : 0;
    const end = isSameContext ? change.start + change.added : entries.length;
    const check = recordChecker(document.language, document.lines, context, rules, this.#order);
    for (let line = first; line < end; line++) {
      const entry = entries[line];
      if (entry === blankEntry || entry === continuation) this.#order?.set(line, undefined);
      else if (entry) this.#findings[line] = check(line, entry);
    }
    this.#order?.update(context, document);
    this.#records = records;
    this.#context = context;
  }

  /** The findings in records, each by itself, in the order of their lines. */
  byThemselves(uri: string): Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const [line, findings] of this.#findings.entries())
      if (findings !== nothing) for (const finding of findings) found.push({ ...finding, uri, line });
    return found;
  }

  /** The findings in records of pg_hba.conf among the others. */
  amongOthers(uri: string): Diagnostic[] {
    const found: Diagnostic[] = [];
    this.#order?.forEachFinding((finding, line) => {
      found.push({ ...finding, uri, line });
    });
    return found;
  }
}
