import { diagnose } from "../../check/diagnose.ts";
import type { ProjectSettings } from "../../cluster/projectSettings.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { readDirective } from "../../syntax/directive.ts";

/** A document without a cluster, as comments for pgssl are read from it. */
export interface CommentedText {
  readonly uri: string;
  readonly lines: readonly string[];
  readonly version: ServerVersion;
}

/** Something that was found in such a document, with what belongs to it. */
interface Found {
  readonly diagnostic: Diagnostic;
}

/** Those findings of a document that its comments and the user's settings let through, in the order of its lines. */
export function shownFindings<Finding extends Found>(
  text: CommentedText,
  found: readonly Finding[],
  { rules }: Pick<ProjectSettings, "rules">,
): readonly Finding[] {
  const shown = new Set(
    diagnose(
      recordsOf(text),
      found.map(({ diagnostic }) => diagnostic),
      rules,
    ).map(keyOf),
  );
  const severityOf = (one: Finding): Finding => {
    const severity = rules[one.diagnostic.rule];
    return severity && severity !== "off" ? { ...one, diagnostic: { ...one.diagnostic, severity } } : one;
  };
  return found
    .filter(({ diagnostic }) => shown.has(keyOf(diagnostic)))
    .map(severityOf)
    .sort(
      (a, b) => a.diagnostic.line - b.diagnostic.line || a.diagnostic.span.start - b.diagnostic.span.start,
    );
}

function keyOf({ rule, line, span }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end}`;
}

/** The comments for pgssl, as records have them. */
function recordsOf({ uri, lines, version }: CommentedText) {
  const entries = lines.map((line) => {
    const start = line.length - line.trimStart().length;
    const directive = line[start] === "#" ? readDirective(line.trim(), start) : undefined;
    return { lineCount: 1, ...(directive && { summary: { directive } }) };
  });
  const marked = entries.flatMap(({ summary }, line) => (summary ? [line] : []));
  return { document: { uri, lines }, entries, marked, serverVersion: version };
}
