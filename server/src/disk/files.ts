import type { Dirent, Stats } from "node:fs";

/** What a host needs of the file system, answered at once or later. */
export interface Files {
  open(path: string, flags: number): number | Promise<number>;
  fstat(file: number): Stats | Promise<Stats>;
  read(
    file: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: null,
  ): Step | Promise<Step>;
  close(file: number): void | Promise<void>;
  /** `undefined` where there is nothing, unless that is thrown. */
  stat(path: string): Stats | undefined | Promise<Stats>;
  /** The same of a symbolic link itself. */
  lstat(path: string): Stats | undefined | Promise<Stats>;
  readlink(path: string): string | Promise<string>;
  realpath(path: string): string | Promise<string>;
  readdir(path: string, options: { readonly withFileTypes: true }): Dirent[] | Promise<Dirent[]>;
}

type Step = { readonly bytesRead: number };

/** The file does not exist for any user. */
export function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(code);
}
