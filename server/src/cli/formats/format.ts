import type { Severity } from "../../core/model/diagnostic.ts";
import type { CheckedFile } from "../checkedFile.ts";
import type { Output } from "../output.ts";

/** A way to print findings, file by file. */
export interface Format {
  readonly start: string;
  /** Whether it needs what is in `CheckedFile.shown`. */
  readonly usesShown?: true;
  /** Whether it needs what is there about clusters. */
  readonly usesClusters?: true;
  file(file: CheckedFile): string;
  end(): string;
}

/**
 * Starts a new output. `fails` is whether a finding of a severity makes the run fail, `whyOf` is why what a rule finds matters,
 * in Markdown.
 */
export type FormatMaker = (
  output: Output,
  fails: (severity: Severity) => boolean,
  whyOf: (rule: string) => string,
) => Format;
