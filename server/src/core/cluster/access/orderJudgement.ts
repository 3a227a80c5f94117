import type { Finding } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { AuthContext } from "../context.ts";
import type { Matching } from "./matching.ts";

/**
 * How a rule judges a record of pg_hba.conf by the others of its file. Finding and telling are apart because most records
 * are only ever looked up in tables, and what is told stays while lines above come and go.
 */
export interface OrderJudgement {
  /**
   * The line of the record that this one suffers from, -1 when it is the lack of one; `undefined` when all is well. Asked
   * again only when a record changed on which `mayDepend` (in `dependence.ts`) says the answer depends.
   */
  readonly find: (line: number, file: RecordFile) => number | undefined;
  /**
   * What to say. Both records were matched by hashes until then: the rule makes sure of what it says with `matchingOf`
   * under another seed.
   */
  readonly tell: (
    record: HbaRecord,
    other: HbaRecord | undefined,
    context: AuthContext,
  ) => OrderFinding | undefined;
}

/** What `find` may ask. */
export interface RecordFile {
  row(line: number): Matching | undefined;
  /** Bits of `traits` of a line's record, which most rules need to know no more of. */
  traits(line: number): number;
  /** The first line whose record covers that of a line: the line itself if there is no other. */
  firstCoverOf(line: number): number;
  /** The first line whose record covers something, of some kinds of connection; -1: none. */
  firstCover(narrow: Matching, types?: number): number;
  /**
   * Lines above one whose records let in over TLS alone and may have connections in common with it; of all such records
   * in the file, the first few hundred are known.
   */
  encryptedAbove(line: number): Iterable<number>;
  /** The file includes others or is included, so that records are in force here that it does not show. */
  readonly isPartial: boolean;
}

/** What a rule has to say about a record, and about the other one. */
export interface OrderFinding {
  readonly span: Span;
  readonly message: string;
  readonly detail?: string;
  readonly otherSpan?: Span;
  readonly otherMessage?: string;
  readonly tag?: Finding["tag"];
}
