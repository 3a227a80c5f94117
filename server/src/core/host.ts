/** What a file system says of a file, after following symbolic links. */
export interface FileStat {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Permission bits, `0o600` for instance; absent where the platform has none (Windows, the browser). */
  readonly mode?: number;
  /** Owner's user id; absent where the platform has none. */
  readonly owner?: number;
  /** Group's id; absent where the platform has none. */
  readonly group?: number;
  /** The path ends in a symbolic link, which was followed. */
  readonly isLink?: true;
}

/** Why a file that exists could not be read; `no-answer`: its file system does not answer, as one of a machine that is down. */
export type ReadProblem = "unreadable" | "directory" | "not-a-file" | "too-large" | "no-answer";

/** The same for text, as an object, since the text itself is a string. */
export interface TextProblem {
  readonly problem: ReadProblem;
}

/** Entries of a directory that are used. */
export const maxDirectoryEntries = 10_000;

/** One entry of a directory; a symbolic link counts as what it points to, a dangling one as `dangling`. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "other" | "dangling";
}

/**
 * The core's only door to the outside: files and the clock. Files are named by URI.
 * Nothing here throws: what is absent is `undefined`, what cannot be read is a `ReadProblem`.
 */
export interface Host {
  /** Only a part of some machine's files can be seen, as in a browser: what is absent may exist for the server. */
  readonly isPartial?: true;
  /** The file's bytes, up to a size limit; never blocks on a FIFO or a device. */
  readFile(uri: string, maxBytes: number): Promise<Uint8Array | ReadProblem | undefined>;
  /**
   * The file's text: UTF-8 with any byte-order mark kept, or one character a byte (ISO 8859-1) where it is not UTF-8.
   */
  readText(uri: string, maxBytes: number): Promise<string | TextProblem | undefined>;
  /** Follows symbolic links; `undefined` when there is no such file, `"unreadable"` when a folder above forbids a look. */
  stat(uri: string): Promise<FileStat | "unreadable" | "no-answer" | undefined>;
  /**
   * Those of these names that the folder of this URI may have; only what is not there is surely left out. Absent where that costs as
   * much as to look at each.
   */
  namesThere?(folder: string, names: readonly string[]): Promise<readonly string[]>;
  /** The URI of a file once symbolic links are followed, in all of its path; `undefined` where that is unknown. */
  realUri(uri: string): Promise<string | undefined>;
  /**
   * The entries of a directory, `undefined` when there is none or it cannot be read. Of more than `maxDirectoryEntries` the first by
   * name, and one more than that, which shows that there are more.
   */
  readDirectory(uri: string): Promise<readonly DirectoryEntry[] | "no-answer" | undefined>;
  /** Milliseconds since 1970. */
  now(): number;
}
