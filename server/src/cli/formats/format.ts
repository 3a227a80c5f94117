import type { CheckedFile } from "../checkedFile.ts";

/** A way to print findings, file by file. */
export interface Format {
  readonly start: string;
  /** Whether it shows what is in `CheckedFile.shown`. */
  readonly isForReading?: true;
  file(file: CheckedFile): string;
  end(): string;
}
