import type { PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import type { Span } from "../../model/span.ts";
import { Tokens } from "./tokens.ts";

/** A column of names: keywords that were not quoted, and names. */
export interface NameColumn {
  readonly span: Span;
  readonly all: boolean;
  readonly sameUser: boolean;
  readonly replication: boolean;
  readonly names: ReadonlySet<string>;
  /** A file of names that is not known here, so that the column may hold more. */
  readonly isPartial: boolean;
}

/** Why PgBouncer ignores a line. */
export type HbaFault =
  | "type-unknown"
  | "column-missing"
  | "group"
  | "keyword"
  | "replication"
  | "names-file"
  | "quote-open"
  | "address-all"
  | "address-name"
  | "address-quoted"
  | "mask-missing"
  | "mask-invalid"
  | "method"
  | "map-malformed"
  | "map-unknown"
  | "option";

export interface IgnoredLine {
  readonly kind: "ignored";
  readonly fault: HbaFault;
  readonly span: Span;
  readonly text: string;
}

/** A file of names, and its lines as C's `getline` reads them. */
export interface NameFile {
  readonly uri: string;
  readonly lines: readonly string[];
}

/** What a record may refer to. */
export interface HbaSurroundings {
  readonly version: PgBouncerVersion;
  /** The names of the maps of `auth_ident_file`; `undefined` where that file is not known here. */
  readonly maps: ReadonlySet<string> | undefined;
  /**
   * An `@file` of the records, or of the file of names at a URI: `missing` where there is none, `undefined` where that is not known here.
   */
  namesOf(path: string, from: string | undefined): NameFile | "missing" | undefined;
}

/** What reading a line ends with when PgBouncer ignores it. */
export class Ignored {
  readonly line: IgnoredLine;

  constructor(fault: HbaFault, { text, span }: Tokens["current"]) {
    this.line = { kind: "ignored", fault, text, span };
  }
}

/** What files of names hold that were read for a record; `open` for one that is being read. */
export type ReadFiles = Map<string, NameColumn | Ignored | "open">;

/** Reads a column of names; that of users has the keywords of databases too. `from`: the file of names that it is in. */
export function readNames(
  tokens: Tokens,
  around: HbaSurroundings,
  files: ReadFiles,
  from?: string,
): NameColumn | Ignored {
  const names = new Set<string>();
  const column = { all: false, sameUser: false, replication: false, names, isPartial: false };
  const { start } = tokens.current.span;
  let { end } = tokens.current.span;
  do {
    const token = tokens.current;
    ({ end } = token.span);
    const word = token.kind === "word" ? token.text : undefined;
    if (word === "all") column.all = true;
    else if (word === "sameuser") column.sameUser = true;
    else if (word === "samerole" || word === "samegroup") return new Ignored("keyword", token);
    else if (word === "replication") {
      if (around.version < 23) return new Ignored("replication", token);
      column.replication = true;
    } else if (word?.startsWith("+")) return new Ignored("group", token);
    else if (word?.startsWith("@")) {
      const file = around.namesOf(word.slice(1), from);
      const inner = typeof file === "object" ? readNameFile(file, around, files) : file;
      // PgBouncer reads a file that leads to itself until it can open no more files.
      if (inner === "missing" || inner === "open" || inner instanceof Ignored)
        return new Ignored("names-file", token);
      add(column, inner);
    } else if (token.kind === "word" || token.kind === "string") names.add(token.text);
    else return new Ignored(token.kind === "fail" ? "quote-open" : "column-missing", token);
    tokens.next();
  } while (tokens.eat("comma"));
  return { ...column, span: { start, end } };
}

function readNameFile({ uri, lines }: NameFile, around: HbaSurroundings, files: ReadFiles) {
  const known = files.get(uri);
  if (known) return known;
  files.set(uri, "open");
  const column = {
    all: false,
    sameUser: false,
    replication: false,
    names: new Set<string>(),
    isPartial: false,
  };
  let read: NameColumn | Ignored = { ...column, span: { start: 0, end: 0 } };
  for (const line of lines) {
    const inner = readNames(new Tokens(line), around, files, uri);
    if (inner instanceof Ignored) {
      read = inner;
      break;
    }
    add(column, inner);
    read = { ...column, span: inner.span };
  }
  files.set(uri, read);
  return read;
}

/** Adds the names of a file to a column; `undefined` for a file that is not known here. */
function add(
  column: { -readonly [Key in keyof Omit<NameColumn, "span" | "names">]: NameColumn[Key] } & {
    readonly names: Set<string>;
  },
  inner: NameColumn | undefined,
): void {
  for (const name of inner?.names ?? []) column.names.add(name);
  column.all ||= inner?.all === true;
  column.sameUser ||= inner?.sameUser === true;
  column.replication ||= inner?.replication === true;
  column.isPartial ||= !inner || inner.isPartial;
}
