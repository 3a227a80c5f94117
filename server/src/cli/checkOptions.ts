import type { Language } from "../core/index.ts";
import type { FailOn } from "./failOn.ts";
import type { FormatName } from "./formats/index.ts";
import type { ColorMode } from "./output.ts";
import type { OutputFile } from "./outputFile.ts";
import type { RuleOptions, ServerOptions } from "./serverOptions.ts";

/** The options of `pgssl check`. */
export interface CheckOptions extends ServerOptions, RuleOptions {
  readonly language?: Language;
  readonly format: FormatName;
  /** Formats that go to files beside what is printed. */
  readonly output?: readonly OutputFile[];
  readonly color?: ColorMode;
  readonly strict?: boolean;
  /** Print numbers of findings, and not these: the format `summary`. */
  readonly summary?: boolean;
  /** The least severity that makes the exit status 1. */
  readonly failOn?: FailOn;
  /** A file with known findings, which are not printed. */
  readonly baseline?: string;
  /** Where to write what is found as the known findings of later runs. */
  readonly writeBaseline?: string;
  /** A commit: only findings on lines that changed since are printed. */
  readonly changedSince?: string;
  readonly stdinFilename?: string;
  /** Make the changes that are safe, and check what is left. */
  readonly fix?: boolean;
  /** Print what `fix` would change, and nothing else. */
  readonly fixDryRun?: boolean;
}

/** What of the options says how files are checked. */
export interface CheckedFilesOptions extends Omit<CheckOptions, "format" | "output" | "color"> {
  /** Whether `CheckedFile.shown` is needed. */
  readonly needsShown?: boolean;
  /** Whether what is in it about clusters is needed. */
  readonly needsClusters?: boolean;
}
