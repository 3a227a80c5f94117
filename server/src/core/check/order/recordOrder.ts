import { lastOfCover } from "../../cluster/access/coverTogether.ts";
import type { MatchedAddress } from "../../cluster/access/matchedAddress.ts";
import { isSameMatching, type Matching, traits } from "../../cluster/access/matching.ts";
import type { OrderCheck, OrderFinding, RecordFile } from "../../cluster/access/orderCheck.ts";
import type { AuthContext } from "../../cluster/context.ts";
import type { LineChange } from "../../cluster/records.ts";
import { type DocumentText, mayHoldMore } from "../../cluster/sourceDocument.ts";
import type { Finding } from "../../model/diagnostic.ts";
import type { Rule } from "../../ruleKit/rule.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { scanAuthLine } from "../../syntax/authLine.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";
import type { RegexEffort } from "../../syntax/regex/positionMatcher.ts";
import { CoverIndex } from "./coverIndex.ts";
import { MatchTable, type PlacedRow } from "./matchTable.ts";
import { partsLookedUp } from "./partsLookedUp.ts";

type OrderRule = Rule & { readonly order: OrderCheck };

/** What a rule found about the record on a line. */
interface Answer {
  readonly line: number;
  readonly rule: OrderRule;
  /** The line of the other record, -1 for none. */
  readonly other: number;
  /** Absent until it is needed; `null` when the rule then reports nothing. */
  finding?: OrderFinding | null | undefined;
}

/** The records that are about TLS alone are compared one by one; of a file with more of them less is found. */
const maxEncrypted = 500;

/** Of a file with more lines, what several records match together is found only where each matches a plain part. */
const maxTogetherLines = 2000;
/** Records above one that are compared with it together. */
const maxParts = 64;
/** Steps of regular expressions in one comparison of records. */
const maxSteps = 2_000_000;

/** More changed or affected records than this are not worth a look one by one: then all are compared anew. */
const maxSingly = 32;

/** What the record on a line matches; `undefined` for a line without a record that counts. */
export type Row = Matching | "include" | undefined;

/** What the records on replaced lines match now, by the line counted from the first of them. A table takes a tenth of what rows do. */
export class NewRows {
  readonly table: MatchTable;
  readonly includes: number[] = [];

  constructor(count: number) {
    this.table = new MatchTable(count);
  }

  set(line: number, row: Row): void {
    if (row === "include") this.includes.push(line);
    else this.table.set(line, row);
  }
}

/**
 * Checks the records of one pg_hba.conf among each other, where the first that matches decides. After an edit only those
 * records are compared again whose answer it can change: comparing 10,000 anew takes some 5 ms, 100,000 some 50.
 */
export class RecordOrder implements RecordFile {
  isPartial = false;
  #document: DocumentText | undefined;
  readonly #rules: readonly OrderRule[];
  readonly #table = new MatchTable(0);
  /** Used instead of the table while all records are compared. */
  #index: CoverIndex | undefined;
  #encrypted: readonly number[] | undefined;
  #includes: readonly number[] = [];
  #answers: Answer[] = [];
  #read = new Map<number, HbaRecord>();
  #effort: RegexEffort = { steps: maxSteps };
  #context: AuthContext | undefined;

  /** Of `rules` only those count that check records among each other. */
  constructor(rules: readonly Rule[]) {
    this.#rules = rules.filter((rule): rule is OrderRule => rule.order !== undefined);
  }

  /** Takes what the records on the lines that changed match now, and brings the findings up to date. */
  update(change: LineChange, rows: NewRows, context: AuthContext, document: DocumentText): void {
    const { start, removed, added } = change;
    const moves = removed !== added;
    const areFew = removed <= maxSingly && added <= maxSingly;
    const before = areFew ? this.#rowsOn(start, removed) : [];
    this.#table.replaceLines(start, removed, rows.table);
    this.#move(change, rows.includes);
    this.#document = document;
    if (this.#context !== context) for (const answer of this.#answers) answer.finding = undefined;
    this.#context = context;
    const isPartial = this.#includes.length > 0 || (context.includeDepth ?? 0) > 0 || mayHoldMore(document);
    const crosses =
      this.#table.length > maxTogetherLines !== this.#table.length - added + removed > maxTogetherLines;
    const isOther = this.isPartial !== isPartial || crosses;
    this.isPartial = isPartial;
    const changes = () => {
      const come = this.#rowsOn(start, added);
      return moves
        ? [...before.map(({ row }) => ({ line: start, row })), ...come]
        : withoutSame(before, come);
    };
    if (isOther || !areFew || !this.#compareAffected(changes(), moves)) this.#compareAll();
    this.#read.clear();
    this.#effort = { steps: maxSteps };
  }

  forEachFinding(call: (finding: Finding, line: number) => void): void {
    for (const answer of this.#answers) {
      if (answer.finding === undefined) answer.finding = this.#describe(answer) ?? null;
      const { finding, rule, line, other } = answer;
      if (!finding) continue;
      const { span, message, detail, otherSpan, otherMessage, tag } = finding;
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

  lastOfSeveral(line: number): number | undefined {
    const context = this.#context;
    if (!context) return undefined;
    const parts =
      this.#table.length > maxTogetherLines ? this.#partsLookedUp(line) : this.#table.partsOf(line, maxParts);
    const hasPattern = parts.some((other) => (this.#table.traits(other) & traits.pattern) !== 0);
    if (parts.length < 2 && !hasPattern) return undefined;
    const read = (one: number) => this.#record(one, context);
    const above = parts.map((other) => ({ line: other, record: read(other) }));
    return lastOfCover(read(line), above, context, this.#effort);
  }

  *encryptedAbove(line: number): Generator<number> {
    this.#encrypted ??=
      this.#table.counts.encrypted === 0 ? [] : this.#table.firstWith(traits.encrypted, maxEncrypted);
    for (const other of this.#encrypted) {
      if (other >= line) return;
      if (this.#document?.embedding?.added.has(other)) continue;
      if (this.#table.mayMeet(line, other)) yield other;
    }
  }

  #compareAll(): void {
    this.#encrypted = undefined;
    this.#answers = [];
    this.#index = new CoverIndex(this.#table);
    for (let line = 0; line < this.#table.length; line++) this.#compare(line);
    this.#index = undefined;
  }

  /** Compares again the records whose answer the changes may change; `false` where those are too many. */
  #compareAffected(changes: readonly PlacedRow[], moves: boolean): boolean {
    if (changes.length === 0) return true;
    const { counts } = this.#table;
    const isEncrypted = changes.some(({ row }) => (row.traits & traits.encrypted) !== 0);
    if (isEncrypted || moves) this.#encrypted = undefined;
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
    if (hasMore || affected.size > maxSingly) return false;
    this.#answers = this.#answers.filter(({ line }) => !affected.has(line));
    for (const line of affected) this.#compare(line);
    return true;
  }

  #compare(line: number): void {
    if (!this.#table.has(line)) return;
    for (const rule of this.#rules) {
      const other = rule.order.find(line, this);
      if (other !== undefined) this.#answers.push({ line, rule, other });
    }
  }

  #describe({ line, other, rule }: Answer): OrderFinding | undefined {
    const context = this.#context;
    const { lines, embedding } = this.#document ?? {};
    if (!context || !lines) return undefined;
    const addedBy = embedding?.added.has(other) ? embedding.carrier : undefined;
    const read = (start: number) => readHbaRecord(scanAuthLine(lines, start, context.serverVersion), context);
    return rule.order.describe(read(line), other < 0 ? undefined : read(other), context, addedBy);
  }

  #partsLookedUp(line: number): readonly number[] {
    const row = this.#table.isSingle(line) ? undefined : this.#table.row(line);
    if (!row) return [];
    const mayDivide = (address: MatchedAddress) => this.#index?.mayDivide(address) ?? true;
    return partsLookedUp(line, row, this.#table.hasSomeKinds, (part) => this.firstCover(part), mayDivide);
  }

  /** The record on a line, parsed once for each comparison. */
  #record(line: number, context: AuthContext): HbaRecord {
    const known = this.#read.get(line);
    if (known) return known;
    const lines = this.#document?.lines ?? [];
    const record = readHbaRecord(scanAuthLine(lines, line, context.serverVersion), context);
    this.#read.set(line, record);
    return record;
  }

  #rowsOn(start: number, count: number): PlacedRow[] {
    const rows: PlacedRow[] = [];
    for (let line = start; line < start + count; line++) {
      const row = this.#table.row(line);
      if (row) rows.push({ line, row });
    }
    return rows;
  }

  /** Takes what is known of lines to where they are now, and forgets the words about lines that changed. */
  #move({ start, removed, added }: LineChange, includes: readonly number[]): void {
    const moved = (line: number) => (line < start ? line : line + added - removed);
    const isReplaced = (line: number) => line >= start && line < start + removed;
    const kept = this.#includes.filter((line) => !isReplaced(line)).map(moved);
    this.#includes = [...kept, ...includes.map((line) => start + line)];
    if (removed === added) {
      for (const answer of this.#answers)
        if (isReplaced(answer.line) || isReplaced(answer.other)) answer.finding = undefined;
      return;
    }
    // Records that depend on a replaced one are compared again, as that one counts as gone.
    this.#answers = this.#answers
      .filter(({ line, other }) => !isReplaced(line) && !isReplaced(other))
      .map((answer) => ({ ...answer, line: moved(answer.line), other: moved(answer.other) }));
  }
}

/** What went and what came, but for records in which only a comment, an option or a blank changed. */
function withoutSame(gone: readonly PlacedRow[], come: readonly PlacedRow[]): readonly PlacedRow[] {
  const isIn = (rows: readonly PlacedRow[]) => {
    const byLine = new Map(rows.map(({ line, row }) => [line, row]));
    return ({ line, row }: PlacedRow) => {
      const other = byLine.get(line);
      return other !== undefined && isSameMatching(other, row);
    };
  };
  const [isGone, isCome] = [isIn(gone), isIn(come)];
  return [...gone.filter((placed) => !isCome(placed)), ...come.filter((placed) => !isGone(placed))];
}
