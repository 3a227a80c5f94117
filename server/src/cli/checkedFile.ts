import type { AnyDocument, ClientLanguage, HostLanguage, Language } from "../core/index.ts";
import type { Diagnostic, ReloadEffect, ServerEffect, Severity } from "../core/model/diagnostic.ts";
import type { Expiry } from "../core/model/expiry.ts";
import type { FileView } from "../core/model/fileView.ts";
import type { Outcome } from "../core/model/outcome.ts";
import type { Span } from "../core/model/span.ts";

/** A place in a file as the server counts: lines end at line feeds only, and both numbers start from 1. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A finding, in the form that `--format json` promises. */
export interface CheckedDiagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What the server does and when, commands, background; a line feed starts a paragraph. */
  readonly detail?: string;
  readonly range: FileRange;
  readonly serverEffect: ServerEffect | null;
}

/** A stretch of a file; the end is excluded. */
export interface FileRange {
  readonly start: FilePosition;
  readonly end: FilePosition;
}

/** A file and what was found in it, in the form that `--format json` promises. */
export interface CheckedFile {
  readonly path: string;
  readonly language: Language | HostLanguage | ClientLanguage;
  readonly serverVersion: number;
  readonly diagnostics: readonly CheckedDiagnostic[];
  /** At the main postgresql.conf of a cluster: what the server does with the cluster's files. */
  readonly outcome?: CheckedOutcome;
  /** Only for formats and baselines that need it. */
  readonly shown?: ShownFile;
}

/** What the formats show of a file beside what `--format json` promises. */
export interface ShownFile {
  /** For each finding. */
  readonly findings: readonly ShownFinding[];
  /** The folder of the cluster's postgresql.conf, or of the file where there is none; for a manifest, itself. */
  readonly cluster: string;
  /** At the main postgresql.conf of a cluster: in words what becomes of a reload. */
  readonly reload?: string;
  /** How many of the outcome's causes stop the start. */
  readonly stopping?: number;
  /** Certificate, key and CRL files that the cluster names. */
  readonly named?: number;
  /** There as well, for formats that show clusters: what ends when, and the chains of the files with certificates. */
  readonly expiries?: readonly Expiry[];
  readonly chains?: readonly ShownChains[];
}

/** The chains of a file with certificates, and the setting that names it. */
export interface ShownChains {
  readonly setting: string;
  readonly path: string;
  readonly chains: FileView["chains"];
}

/** What the formats show of a finding beside itself. */
export interface ShownFinding {
  /** The same after lines above have come or gone: made of the rule, the text of the line, and how often both have been there before. */
  readonly fingerprint: string;
  readonly excerpt?: ShownExcerpt;
  /** The way out in words, or as a command. */
  readonly help?: string;
  /** Whether `--fix` makes the change. */
  readonly isFixable: boolean;
  /** The ways out that are changes of text. */
  readonly fixes: readonly ShownFix[];
  /** Other places that belong to the finding. */
  readonly related: readonly (ShownPlace & { readonly message: string })[];
}

/** A change of text that is a way out. */
export interface ShownFix {
  readonly title: string;
  readonly edits: readonly (ShownPlace & { readonly newText: string })[];
}

/** A place in a file, whose path is like those of checked files. */
export interface ShownPlace {
  readonly path: string;
  readonly range: FileRange;
}

/** A line of a file as people may see it, counted from 1, and what is marked in it. */
export interface ShownExcerpt {
  readonly line: number;
  readonly text: string;
  readonly span: Span;
}

/** What a server does with a cluster's files, and the findings behind it, in the form that `--format json` promises. */
export interface CheckedOutcome extends Omit<Outcome, "mainFile" | "causes" | "stopping"> {
  readonly causes: readonly {
    readonly path: string;
    readonly line: number;
    readonly rule: string;
    readonly serverEffect: ServerEffect | null;
    readonly reloadEffect: ReloadEffect | null;
  }[];
}

/** Turns the core's findings into those of the command line. */
export function toCheckedFile(
  path: string,
  document: AnyDocument,
  serverVersion: number,
  diagnostics: readonly Diagnostic[],
): CheckedFile {
  const rangeIn = rangeCounter(document.lines);
  return {
    path,
    language: document.language,
    serverVersion,
    diagnostics: diagnostics.map(({ rule, severity, message, detail, line, span, serverEffect }) => ({
      rule,
      severity,
      message,
      ...(detail && { detail }),
      range: rangeIn(line, span),
      serverEffect,
    })),
  };
}

/** Counts where spans of records are in the file with these lines. */
export function rangeCounter(lines: readonly string[]): (line: number, span: Span) => FileRange {
  const count = lineCounter(lines);
  return (line, { start, end }) => ({
    start: { line: count(line) + 1, column: column(lines, line, start) },
    end: endOf(lines, count, line, end),
  });
}

/** Turns a cluster's outcome into that of the command line. */
export function toCheckedOutcome(
  { start, reload, connections, causes }: Outcome,
  toPath: (uri: string) => string,
): CheckedOutcome {
  return {
    start,
    reload,
    connections,
    causes: causes.map(({ finding: { uri, line, rule, serverEffect }, reloadEffect }) => ({
      path: toPath(uri),
      line: line + 1,
      rule,
      serverEffect,
      reloadEffect,
    })),
  };
}

/** A record that goes on over lines is reported where it starts; what is further down has no column there. */
function column(lines: readonly string[], line: number, offset: number): number {
  return offset < (lines[line]?.length ?? 0) || line + 1 >= lines.length ? offset + 1 : 1;
}

function endOf(
  lines: readonly string[],
  count: (line: number) => number,
  line: number,
  offset: number,
): FilePosition {
  let current = line;
  let rest = offset;
  while (current + 1 < lines.length && rest > (lines[current]?.length ?? 0))
    rest -= lines[current++]?.length ?? 0;
  return { line: count(current) + 1, column: rest + 1 };
}

/** Counts the line feeds above a line: editors also break lines at a lone carriage return, the server does not. */
export function lineCounter(lines: readonly string[]): (line: number) => number {
  if (!lines.some((line) => line.endsWith("\r"))) return (line) => line;
  const counts: number[] = [];
  let count = 0;
  for (const line of lines) {
    counts.push(count);
    if (!line.endsWith("\r")) count++;
  }
  return (line) => counts[line] ?? count;
}
