import { type Matching, traits } from "../../cluster/access/matching.ts";
import type { OrderFinding, OrderJudgement, RecordFile } from "../../cluster/access/orderJudgement.ts";
import type { AuthContext } from "../../cluster/context.ts";
import type { LineChange } from "../../cluster/records.ts";
import type { DocumentText } from "../../cluster/sourceDocument.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { Rule } from "../../ruleKit/rule.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { scanAuthLine } from "../../syntax/authLine.ts";
import { readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";
import { CoverIndex } from "./coverIndex.ts";
import { MatchTable } from "./matchTable.ts";
import { maxSingly, PendingEdits } from "./pendingEdits.ts";

type OrderRule = Rule & { readonly order: OrderJudgement };

/** What a rule found about the record on a line. */
interface Answer {
  readonly line: number;
  readonly rule: OrderRule;
  /** The line of the other record, -1 for none. */
  readonly other: number;
  /** Absent until somebody wants to know; `null` when it turned out that there is nothing to tell. */
  told?: OrderFinding | null | undefined;
}

/** The records that let in over TLS alone are looked at one by one; a file with more of them is told less. */
const maxEncrypted = 500;

/**
 * Judges the records of one pg_hba.conf among each other, where the first that matches decides. It is told what each
 * record matches while records are judged, and asks again only about those records whose answer an edit can change.
 */
export class RecordOrder implements RecordFile {
  isPartial = false;
  #document: DocumentText | undefined;
  readonly #rules: readonly OrderRule[];
  readonly #table: MatchTable;
  /** Stands in for the table while many are asked about. */
  #index: CoverIndex | undefined;
  #encrypted: readonly number[] | undefined;
  #includes: readonly number[] = [];
  #answers: Answer[] = [];
  #context: AuthContext | undefined;
  readonly #edits = new PendingEdits();

  /** Must be told of every record; of `rules` only those count that judge records among each other. */
  constructor(lineCount: number, rules: readonly Rule[]) {
    this.#rules = rules.filter((rule): rule is OrderRule => rule.order !== undefined);
    this.#table = new MatchTable(lineCount);
  }

  /** Takes what the record on a line matches; `undefined` for a line without a record that counts. */
  set(line: number, row: Matching | "include" | undefined): void {
    if (this.#includes.length > 0) this.#includes = this.#includes.filter((include) => include !== line);
    if (row === "include") this.#includes = [...this.#includes, line];
    const matching = row === "include" ? undefined : row;
    if (!this.#edits.isFull) this.#edits.judge(line, this.#table.row(line), matching);
    this.#table.set(line, matching);
  }

  /** Brings the findings up to date after the records of a document were checked. */
  update(context: AuthContext, document: DocumentText): void {
    this.#document = document;
    if (this.#context !== context) for (const answer of this.#answers) answer.told = undefined;
    this.#context = context;
    const isPartial = this.#includes.length > 0 || (context.includeDepth ?? 0) > 0;
    if (this.isPartial !== isPartial) this.#edits.isFull = true;
    this.isPartial = isPartial;
    if (this.#edits.isFull) this.#askAll();
    else if (!this.#edits.isEmpty) this.#askAgain();
    this.#edits.clear();
  }

  forEachFinding(call: (finding: Finding, line: number) => void): void {
    for (const answer of this.#answers) {
      if (answer.told === undefined) answer.told = this.#tell(answer) ?? null;
      const { told, rule, line, other } = answer;
      if (!told) continue;
      const { span, message, detail, otherSpan, otherMessage, tag } = told;
      const place = otherSpan && { uri: this.#document?.uri ?? "", line: other, span: otherSpan };
      const related = place && otherMessage !== undefined ? [{ place, message: otherMessage }] : undefined;
      call(
        toFinding(rule, span, message, {
          ...(detail && { detail }),
          ...(related && { related }),
          ...(tag && { tag }),
        }),
        line,
      );
    }
  }

  row(line: number): Matching | undefined {
    return this.#table.row(line);
  }

  traits(line: number): number {
    return this.#table.traits(line);
  }

  firstCoverOf(line: number): number {
    if (this.#index) return this.#index.firsts[line] ?? line;
    const row = this.#table.row(line);
    return row ? this.#table.firstCover(row) : line;
  }

  firstCover(narrow: Matching, types?: number): number {
    return (this.#index ?? this.#table).firstCover(narrow, types);
  }

  *encryptedAbove(line: number): Generator<number> {
    this.#encrypted ??=
      this.#table.counts.encrypted === 0 ? [] : this.#table.firstWith(traits.encrypted, maxEncrypted);
    for (const other of this.#encrypted) {
      if (other >= line) return;
      if (this.#table.mayMeet(line, other)) yield other;
    }
  }

  #askAll(): void {
    this.#encrypted = undefined;
    this.#answers = [];
    this.#index = new CoverIndex(this.#table);
    for (let line = 0; line < this.#table.length; line++) this.#ask(line);
    this.#index = undefined;
  }

  #askAgain(): void {
    const { counts } = this.#table;
    const changes = this.#edits.changes((line) => this.#table.row(line));
    const isEncrypted = changes.some(({ row }) => (row.traits & traits.encrypted) !== 0);
    if (isEncrypted || this.#edits.moved) this.#encrypted = undefined;
    const present = changes.reduce((bits, { row }) => bits | row.traits, this.#table.presentTraits);
    const dependences = this.#rules
      .map(({ order }) => order.dependence)
      .filter(({ needs, traits: own }) => [needs, own].every((bits) => bits === undefined || bits & present));
    const withTraits = dependences.reduce((bits, { traits: own = 0 }) => bits | own, 0);
    const fromTop = dependences.some(({ below }) => below);
    const mayDepend = (row: Matching, line: number) =>
      dependences.some(
        ({ traits: own, below, on }) =>
          (own === undefined || (row.traits & own) !== 0) &&
          changes.some((other) => (below || other.line <= line) && on(other.row, row)),
      );
    const affected = new Set(changes.map(({ line }) => line));
    for (const line of this.#table.candidates(changes, withTraits, fromTop)) {
      const row = this.#table.row(line);
      if (row && mayDepend(row, line)) affected.add(line);
      if (affected.size > maxSingly) break;
    }
    // Which ones are the first so many may have changed as well.
    const hasMore = isEncrypted && counts.encrypted >= maxEncrypted && counts.exposed > 0;
    if (hasMore || affected.size > maxSingly) {
      this.#askAll();
      return;
    }
    const { judged } = this.#edits;
    this.#answers = this.#answers.filter(({ line }) => !affected.has(line));
    for (const answer of this.#answers)
      if (judged.has(answer.line) || judged.has(answer.other)) answer.told = undefined;
    for (const line of affected) this.#ask(line);
  }

  #ask(line: number): void {
    if (!this.#table.has(line)) return;
    for (const rule of this.#rules) {
      const other = rule.order.find(line, this);
      if (other !== undefined) this.#answers.push({ line, rule, other });
    }
  }

  #tell({ line, other, rule }: Answer): OrderFinding | undefined {
    const context = this.#context;
    const lines = this.#document?.lines;
    if (!context || !lines) return undefined;
    const read = (start: number) => readHbaRecord(scanAuthLine(lines, start, context.serverVersion), context);
    return rule.order.tell(read(line), other < 0 ? undefined : read(other), context);
  }

  /** Must be called before the records on lines that others replaced are set. */
  replaceLines({ start, removed, added }: LineChange): void {
    this.#edits.replaceLines(start, removed, added, (line) => this.#table.row(line));
    this.#table.replaceLines(start, removed, added);
    if (removed === added) return;
    const moved = (line: number) => (line < start ? line : line + added - removed);
    const isReplaced = (line: number) => line >= start && line < start + removed;
    this.#includes = this.#includes.filter((line) => !isReplaced(line)).map(moved);
    if (this.#edits.isFull) return;
    // Records that depend on a replaced one are asked about again, as that one counts as gone.
    this.#answers = this.#answers
      .filter(({ line, other }) => !isReplaced(line) && !isReplaced(other))
      .map((answer) => ({ ...answer, line: moved(answer.line), other: moved(answer.other) }));
  }
}
