import { findStrings } from "../../carriers/strings/findStrings.ts";
import type { FoundString } from "../../carriers/strings/foundString.ts";
import { hostPlace } from "../../carriers/strings/hostPlace.ts";
import { diagnose } from "../../check/diagnose.ts";
import type { FileFacts } from "../../cluster/cluster.ts";
import type { ProjectSettings } from "../../cluster/projectSettings.ts";
import type { DocumentText } from "../../cluster/sourceDocument.ts";
import { topDirective } from "../../cluster/topDirective.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { HostLanguage } from "../../model/language.ts";
import { lineStartsOf } from "../../model/lines.ts";
import { newestServerVersion, type ServerVersion, serverVersions } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import type { ClientFix, ReportClient } from "../../ruleKit/clientFile.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { rules } from "../../rules/index.generated.ts";
import type { ClientFinding } from "../clientFiles/clientDocument.ts";
import { lineSpan } from "../embedded/places.ts";

/** One state of a host document, with the connection strings in it. */
export interface HostStrings {
  readonly text: DocumentText<HostLanguage>;
  readonly source: string;
  /** The offsets at which the lines start; none where there are no strings. */
  readonly starts: readonly number[];
  readonly strings: readonly FoundString[];
  /** Of libpq, where a comment at the top says it. */
  readonly version?: ServerVersion;
}

/** Looks for connection strings in a host document. */
export async function readHostStrings(text: DocumentText<HostLanguage>): Promise<HostStrings> {
  const source = text.lines.join("");
  const strings = await findStrings(source, text.language);
  // Most documents have none, and opening them is to cost next to nothing.
  if (strings.length === 0) return { text, source, starts: [], strings };
  const lines = text.language === "sql" ? text.lines.map(asComment) : text.lines;
  const version = topDirective({ lines }).serverVersion;
  return { text, source, starts: lineStartsOf(text.lines), strings, ...(version && { version }) };
}

/** What is wrong with the connection strings of a document; where the version of libpq is unknown, what is wrong for each. */
export function checkHostStrings(
  state: HostStrings,
  own: FileFacts,
  settings: ProjectSettings,
): readonly ClientFinding[] {
  if (state.strings.length === 0) return [];
  const known = state.version ?? settings.serverVersion;
  const [version, ...others] = known
    ? [known]
    : [newestServerVersion, ...serverVersions.filter((one) => one !== newestServerVersion)];
  let found = findingsFor(state, own, version ?? newestServerVersion);
  for (const other of others) {
    if (found.length === 0) return [];
    const here = new Set(findingsFor(state, own, other).map(({ diagnostic }) => keyOf(diagnostic)));
    found = found.filter(({ diagnostic }) => here.has(keyOf(diagnostic)));
  }
  const { uri, lines } = state.text;
  // Comments for pgssl are those of the whole document.
  const entries = lines.map(() => ({ lineCount: 1 }));
  const records = {
    document: { uri, lines },
    entries,
    marked: [],
    serverVersion: version ?? newestServerVersion,
  };
  const shown = diagnose(
    records,
    found.map(({ diagnostic }) => diagnostic),
    settings.rules,
  );
  return shown.flatMap((diagnostic) => {
    const one = found.find((finding) => keyOf(finding.diagnostic) === keyOf(diagnostic));
    return one ? [{ ...one, diagnostic }] : [];
  });
}

/** Findings of one document at the most. */
const maxFindings = 500;

function findingsFor(state: HostStrings, own: FileFacts, version: ServerVersion): readonly ClientFinding[] {
  const { text, strings, starts } = state;
  const { uri, language } = text;
  const found: ClientFinding[] = [];
  const placeOf = (string: FoundString, span: Span): Span => {
    const { from, to } = hostPlace(string, span);
    return { start: from, end: to };
  };
  for (const rule of rules) {
    const report: ReportClient = ({ start, end }, message, details, fixes = []) => {
      if (found.length >= maxFindings) return;
      const at = lineSpan(starts, { from: start, to: end });
      found.push({
        diagnostic: { ...toFinding(rule, at.span, message, details), uri, line: at.line },
        fixes,
      });
    };
    rule.strings?.({ uri, language, strings, version, placeOf, ...(own.stat && { stat: own.stat }) }, report);
    for (const string of rule.connection ? strings : [])
      rule.connection?.(
        string.read(version),
        { version, use: string.use },
        (span, message, details, fixes = []) =>
          report(
            placeOf(string, span),
            message,
            string.use === "application" ? { ...details, ...risk } : details,
            fixes.flatMap(({ title, span, newText }): ClientFix[] =>
              isPlain(newText) ? [{ title, edit: { span: placeOf(string, span), newText } }] : [],
            ),
          ),
      );
  }
  return found;
}

/** What libpq refuses another driver may take. */
const risk = { severity: "warning", serverEffect: null } as const;

/** Whether a word is written in the same way in every kind of quotes. */
function isPlain(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}

function keyOf({ rule, line, span }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end}`;
}

/** A comment of SQL as one of the other files. */
function asComment(line: string): string {
  return line.replace(/^(\s*)--/, "$1#");
}
