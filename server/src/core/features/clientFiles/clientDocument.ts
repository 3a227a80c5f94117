import type { FileFacts } from "../../cluster/cluster.ts";
import type { ProjectSettings } from "../../cluster/projectSettings.ts";
import type { ClientDocument } from "../../cluster/sourceDocument.ts";
import { isTooLarge } from "../../cluster/sourceDocument.ts";
import { topDirective } from "../../cluster/topDirective.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { lineStartsOf } from "../../model/lines.ts";
import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import type { ClientFix, ReportClient } from "../../ruleKit/clientFile.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { rules } from "../../rules/index.generated.ts";
import { readPassFile } from "../../syntax/connection/readPassFile.ts";
import { readServiceFile, type ServiceFile } from "../../syntax/connection/readServiceFile.ts";
import { lineSpan } from "../embedded/places.ts";
import { shownFindings } from "./shownFindings.ts";

/** One state of a client's file. */
export interface ClientState {
  readonly document: ClientDocument;
  readonly lines: readonly string[];
  /** The offsets at which the lines start. */
  readonly starts: readonly number[];
  /** Of libpq. */
  readonly version: ServerVersion;
  /** Of a service file. */
  readonly services: ServiceFile;
}

/** What is known of the file itself, and of those that it names, by their paths. */
export interface ClientFacts {
  readonly own: FileFacts;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Of a password file: the lines of the service file beside it. */
  readonly serviceLines?: readonly string[] | undefined;
  readonly now: number;
}

/** A finding in a client's file with its ways out; spans of these count from the start of the file. */
export interface ClientFinding {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly ClientFix[];
}

/** Why a version is shown with a document that belongs to no cluster. */
export const assumedLibpq = "the version of libpq that is assumed";

/** Reads a client's file. */
export function readClientDocument(document: ClientDocument, settings: ProjectSettings): ClientState {
  const lines = isTooLarge(document.current) ? [] : document.lines;
  const version = topDirective({ lines }).serverVersion ?? settings.serverVersion ?? newestServerVersion;
  return {
    document,
    lines,
    starts: lineStartsOf(lines),
    version,
    services: readServiceFile(document.language === "pg-service" ? lines : [], version),
  };
}

/** What is wrong in a client's file, as comments in it and the user's settings let it through. */
export function checkClientDocument(
  state: ClientState,
  { own, files, serviceLines = [], now }: ClientFacts,
  settings: ProjectSettings,
): readonly ClientFinding[] {
  const { document, lines, starts, version, services } = state;
  const { uri } = document;
  const found: ClientFinding[] = [];
  const stat = own.stat && { stat: own.stat };
  const beside = readServiceFile(serviceLines, version).sections;
  for (const rule of rules) {
    const report: ReportClient = (span, message, details, fixes = []) => {
      if (found.length >= maxFindings) return;
      const at = placeOf(state, span);
      found.push({
        diagnostic: { ...toFinding(rule, at.span, message, details), uri, line: at.line },
        fixes,
      });
    };
    if (document.language === "pgpass") {
      const entries = rule.passwords ? readPassFile(lines) : [];
      rule.passwords?.(
        { uri, entries, services: beside, startOf: (line) => starts[line] ?? 0, ...stat },
        report,
      );
      continue;
    }
    rule.service?.({ ...services, uri, files, now, ...stat }, report);
    for (const { parameters } of rule.connection ? services.sections : [])
      rule.connection?.(
        { form: "pairs", parameters },
        { version, use: "service" },
        (span, message, details, fixes = []) =>
          report(
            span,
            message,
            details,
            fixes.map(({ title, span, newText }) => ({ title, edit: { span, newText } })),
          ),
      );
  }
  return shownFindings({ uri, lines, version }, found, settings);
}

/** Findings of one file at the most. */
const maxFindings = 500;

/** A span of the file as a line and a span of it. */
export function placeOf({ starts }: ClientState, { start, end }: Span): { line: number; span: Span } {
  return lineSpan(starts, { from: start, to: end });
}
