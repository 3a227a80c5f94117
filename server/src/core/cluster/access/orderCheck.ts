import type { Finding } from "../../model/diagnostic.ts";
import type { Span } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { AuthContext } from "../context.ts";
import type { Matching } from "./matching.ts";

/**
 * How a rule checks a record of pg_hba.conf against the others of its file. `find` and `describe` are separate because most
 * records are only looked up in tables, and a description stays valid while lines above come and go.
 */
export interface OrderCheck {
  readonly dependence: OrderDependence;
  /**
   * The line of the other record that makes this one wrong, -1 when a record is missing; `undefined` when all is well. Runs
   * again only when a record changed on which the answer depends by `dependence`.
   */
  readonly find: (line: number, file: RecordFile) => number | undefined;
  /**
   * The finding. `find` compares records by hashes: here the rule compares them again with `matchingOf` under another seed.
   * `addedBy` is the carrier that adds the other record, if it is none of the user's.
   */
  readonly describe: (
    record: HbaRecord,
    other: HbaRecord | undefined,
    context: AuthContext,
    addedBy?: string,
  ) => OrderFinding | undefined;
}

/** On which other records of the file the answer about a record may depend. Too many cost time, too few a stale answer. */
export interface OrderDependence {
  /** Bits of `traits`, of which a record needs one for the rule to look at it. Absent: the rule looks at every record. */
  readonly traits?: number;
  /** Bits of `traits`, of which some record of the file needs one for the rule to find anything. */
  readonly needs?: number;
  /** It may also depend on records below it. */
  readonly below?: true;
  /** Whether the answer about a record may change when another one comes or goes; without `traits` only where that one covers it. */
  readonly on: (other: Matching, row: Matching) => boolean;
}

/** What `find` may use. */
export interface RecordFile {
  row(line: number): Matching | undefined;
  /** Bits of `traits` of a line's record, which most rules need to know no more of. */
  traits(line: number): number;
  /** The first line whose record covers that of a line: the line itself if there is no other. */
  firstCoverOf(line: number): number;
  /** The first line whose record covers something, of some kinds of connection; -1: none. */
  firstCover(narrow: Matching, types?: number): number;
  /**
   * The line of the last of several records above one that match together all that it could match; `undefined` when they
   * do not, and in large files.
   */
  lastOfSeveral(line: number): number | undefined;
  /**
   * Lines above one whose records are about TLS alone and may have connections in common with it; of all such records
   * in the file, the first few hundred are known.
   */
  encryptedAbove(line: number): Iterable<number>;
  /** The file includes others or is included, so that records are in force here that it does not show. */
  readonly isPartial: boolean;
}

/** What a rule reports about a record, and about the other one. */
export interface OrderFinding {
  readonly span: Span;
  readonly message: string;
  readonly detail?: string;
  readonly otherSpan?: Span;
  readonly otherMessage?: string;
  readonly tag?: Finding["tag"];
}
