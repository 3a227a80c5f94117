import type { CheckedFile } from "../checkedFile.ts";

/** A way to print findings, file by file. */
export interface Format {
  readonly start: string;
  file(file: CheckedFile): string;
  end(): string;
}
