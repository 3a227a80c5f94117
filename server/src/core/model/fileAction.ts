/** What every change on disk says of itself. */
interface Change {
  /** The file, or the directory in which files are made. */
  readonly uri: string;
  /** What will be different, in words, a line for each thing. */
  readonly changes: readonly string[];
  /** The command that does the same by hand, for whoever has the right. */
  readonly command: string;
}

/** Gives a file or directory other permission bits. */
export interface SetMode extends Change {
  readonly kind: "set-mode";
  readonly mode: number;
}

/** Gives a file another owner, by user id; only root may. */
export interface SetOwner extends Change {
  readonly kind: "set-owner";
  readonly owner: number;
}

/** Lines of a file, from 0, both included; without a last line to the end of the file. */
export interface FilePart {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine?: number;
}

/** A file as it was when a change was thought out. */
export interface FileState {
  readonly uri: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Puts a PEM file together anew, of its own blocks and those of others. */
export interface RewriteFile extends Change {
  readonly kind: "rewrite-file";
  /** What the file will hold. */
  readonly parts: readonly FilePart[];
  /** All files that the parts come from, and the file itself. */
  readonly sources: readonly FileState[];
  /** Whether something of the old content is left out; then the old file is kept. */
  readonly losesContent: boolean;
}

/** Makes symbolic links in a directory, to files of the same directory. */
export interface LinkFiles extends Change {
  readonly kind: "link-files";
  readonly links: readonly { readonly name: string; readonly target: string }[];
}

/** What a fix does besides text edits: the process that holds the files does it, in a trusted workspace. */
export type FileAction = SetMode | SetOwner | RewriteFile | LinkFiles;

/** A file as the user was shown it before agreeing to a change: what is changed has to be this one. */
export interface SeenFile {
  readonly uri: string;
  /** Real path: no part of it is a symbolic link. */
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  readonly owner: number;
}
