import type { Finding } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import { newestServerVersion, type ServerVersion } from "../model/serverVersion.ts";
import { blankEntry, type Digest, digestRecord, type Entry } from "./digest.ts";
import { replaceRange, type SourceDocument } from "./sourceDocument.ts";

/** A record that has findings or speaks to pgssl. */
export interface LoudEntry extends Entry {
  readonly findings: readonly Finding[];
}

/** The languages whose digests are used together with their lines. */
const placesMatter: ReadonlySet<Language> = new Set<Language>(["postgresql-conf", "pg-hosts"]);

function sameDigests(gone: readonly Digest[], come: readonly Digest[]): boolean {
  // The digest of a mapping does not tell which one it is.
  if (gone.length !== come.length || come.some(({ isMapping }) => isMapping)) return false;
  return gone.length === 0 || JSON.stringify(gone) === JSON.stringify(come);
}

/** Stands on every line of a record but its first. */
const continuation: Entry = { lineCount: 0 };

/**
 * The records of a document by the line on which they start, parsed and judged again only where the text changed.
 * Syntax trees are not kept: a line is parsed anew in less time than a cache of trees would cost in memory.
 */
export class RecordIndex {
  readonly document: SourceDocument;
  #entries: (Entry | undefined)[];
  /** By line, absent until the record that starts there is judged. */
  #findings: (readonly Finding[] | undefined)[];
  #serverVersion: ServerVersion | undefined;
  /** Lines that may hold entries to be parsed or judged: from, up to. */
  #dirty: [number, number];
  /** 1 on lines whose entry has findings or a directive: telling those few must not cost a walk over all the others. */
  #loud: Uint8Array;
  #judgedBy: unknown;
  /** Whether lines moved, or everything is read anew: then all that others took from here is out of date. */
  #outdated = true;
  #changes = 0;
  /** The digests that went and came since the last scan. */
  #gone: Digest[] = [];
  #come: Digest[] = [];

  constructor(document: SourceDocument) {
    this.document = document;
    this.#entries = new Array(document.lines.length).fill(undefined);
    this.#findings = new Array(document.lines.length).fill(undefined);
    this.#loud = new Uint8Array(document.lines.length);
    this.#dirty = [0, document.lines.length];
    document.onLinesChanged((start, removed, added) => this.#replace(start, removed, added));
  }

  /** By line; `undefined` never after `scan`. Lines inside a record hold an entry of zero lines. */
  get entries(): readonly (Entry | undefined)[] {
    return this.#entries;
  }

  /** That of the last `scan`. */
  get serverVersion(): ServerVersion {
    return this.#serverVersion ?? newestServerVersion;
  }

  /** Grows with every scan that finds that what other records or files depend on may have changed. */
  get changes(): number {
    return this.#changes;
  }

  /** Calls with every record that has findings or speaks to pgssl, in order. */
  forEachLoud(call: (entry: LoudEntry, line: number) => void): void {
    for (let line = this.#loud.indexOf(1); line >= 0; line = this.#loud.indexOf(1, line + 1)) {
      const entry = this.#entries[line];
      if (entry) call({ ...entry, findings: this.#findings[line] ?? [] }, line);
    }
  }

  /** The line on which the record that covers a line starts. */
  recordLine(line: number): number {
    let start = Math.min(line, this.#entries.length - 1);
    while (start > 0 && this.#entries[start] === continuation) start--;
    return start;
  }

  /** Parses what changed. */
  scan(serverVersion: ServerVersion): void {
    if (this.#serverVersion !== serverVersion) {
      this.#serverVersion = serverVersion;
      this.#forget();
    }
    this.rescan();
  }

  /** The same under the version of the last `scan`. */
  rescan(): void {
    const { serverVersion } = this;
    const lines = this.document.lines;
    for (let line = this.#dirty[0]; line < this.#dirty[1]; ) {
      let entry = this.#entries[line];
      if (entry === undefined) {
        entry = digestRecord(this.document.language, lines, line, serverVersion);
        if (entry.digest) this.#come.push(entry.digest);
        this.#entries[line] = entry;
        this.#findings[line] = undefined;
        this.#loud[line] = entry.digest?.directive ? 1 : 0;
        for (let inner = line + 1; inner < line + entry.lineCount; inner++) {
          this.#loud[inner] = 0;
          const digest = this.#entries[inner]?.digest;
          if (digest) this.#gone.push(digest);
          this.#entries[inner] = continuation;
        }
        this.#orphan(line + entry.lineCount);
      }
      line += Math.max(entry.lineCount, 1);
    }
    if (this.#outdated || !sameDigests(this.#gone, this.#come)) this.#changes++;
    this.#outdated = false;
    this.#gone = [];
    this.#come = [];
  }

  /**
   * Judges the records that were not judged yet under this context (compared by identity). Call `scan` first. `skip` is
   * called for lines that may have changed and on which no record starts.
   */
  judge(
    context: unknown,
    judgeRecord: (line: number, entry: Entry) => readonly Finding[],
    skip?: (line: number) => void,
  ): void {
    if (this.#judgedBy !== context) {
      this.#judgedBy = context;
      this.#findings.fill(undefined);
      this.#dirty = [0, this.#entries.length];
    }
    for (let line = this.#dirty[0]; line < this.#dirty[1]; line++) {
      const entry = this.#entries[line];
      if (entry === blankEntry || entry === continuation) skip?.(line);
      if (!entry || entry === blankEntry || entry === continuation || this.#findings[line]) continue;
      const findings = judgeRecord(line, entry);
      this.#findings[line] = findings;
      this.#loud[line] = findings.length > 0 || entry.digest?.directive ? 1 : 0;
    }
    this.#dirty = [this.#entries.length, 0];
  }

  #replace(start: number, removed: number, added: number): void {
    let from = start;
    while (from > 0 && this.#entries[from] === continuation) from--;
    for (let line = from; line < start + removed; line++) {
      const digest = this.#entries[line]?.digest;
      if (digest) this.#gone.push(digest);
      this.#entries[line] = undefined;
    }
    this.#findings.fill(undefined, from, start + removed);
    if (removed !== added) {
      // Findings about files stand at lines of these; the others are judged where they are.
      if (placesMatter.has(this.document.language)) this.#outdated = true;
      const unread = new Array(added).fill(undefined);
      replaceRange(this.#entries, start, removed, unread);
      replaceRange(this.#findings, start, removed, unread);
      const loud = new Uint8Array(this.#entries.length);
      loud.set(this.#loud.subarray(0, start));
      loud.set(this.#loud.subarray(start + removed), start + added);
      this.#loud = loud;
    }
    const shifted = this.#dirty[1] > start ? this.#dirty[1] + added - removed : this.#dirty[1];
    this.#dirty = [Math.min(this.#dirty[0], from), Math.max(shifted, start + added)];
    this.#orphan(start + added);
  }

  /** Lines that went on with a record which now ends before them become records of their own. */
  #orphan(line: number): void {
    let upTo = line;
    while (this.#entries[upTo] === continuation) this.#entries[upTo++] = undefined;
    this.#dirty[1] = Math.max(this.#dirty[1], upTo);
  }

  #forget(): void {
    this.#entries.fill(undefined);
    this.#dirty = [0, this.#entries.length];
    this.#outdated = true;
  }
}
