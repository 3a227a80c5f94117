import { isAutoConf } from "../cluster/autoConf.ts";
import type { Records } from "../cluster/records.ts";
import type { DocumentText } from "../cluster/sourceDocument.ts";
import { endOfTop } from "../cluster/topDirective.ts";
import { type Diagnostic, type Severity, severities } from "../model/diagnostic.ts";
import { byPlace } from "../model/span.ts";
import { uselessComment } from "../rules/directiveUnknown.ts";
import { fileEncoding } from "../rules/fileEncoding.ts";
import { Suppressions, unknownWords } from "./suppressions.ts";
import { withoutConsequences } from "./withoutConsequences.ts";

/**
 * What was found in a document, in the order of its lines, as comments in it and the user's settings let it through. From the line
 * on where it is in another encoding, only that is reported.
 */
export function diagnose(
  records: Pick<Records, "entries" | "marked" | "serverVersion"> & {
    readonly document: Pick<DocumentText, "uri" | "lines">;
  },
  found: readonly Diagnostic[],
  severityOf: Readonly<Record<string, Severity | "off">>,
  garbledFrom = Number.POSITIVE_INFINITY,
): readonly Diagnostic[] {
  const { entries, marked } = records;
  const { uri } = records.document;
  const readable = found.filter(({ line, rule }) => line < garbledFrom || rule === fileEncoding.id);
  const suppressions = new Suppressions();
  const unknown: Diagnostic[] = [];
  let top: number | undefined;
  for (const line of marked) {
    const directive = entries[line]?.summary?.directive;
    if (!directive) continue;
    suppressions.add(directive, line);
    if (directive.kind === "file") top ??= endOfTop(records.document);
    const isUseless = directive.kind === "file" && line >= (top ?? 0);
    const findings = isUseless ? [uselessComment(directive.span)] : unknownWords(directive);
    unknown.push(...findings.map((finding) => ({ ...finding, uri, line })));
  }
  return suppressions
    .filter([...withoutConsequences(readable, records), ...unknown], uri)
    .flatMap((diagnostic) => {
      const severity = severityOf[diagnostic.rule];
      if (severity === "off") return [];
      const shown = isAutoConf(uri) ? withReset(diagnostic) : diagnostic;
      return severity ? [{ ...shown, severity }] : [shown];
    })
    .sort((a, b) => byPlace(a, b) || graveness(a) - graveness(b));
}

/** The way out of whatever ALTER SYSTEM wrote. */
function withReset(diagnostic: Diagnostic): Diagnostic {
  const reset =
    "ALTER SYSTEM wrote this line: ALTER SYSTEM RESET with the name of the setting removes it. The server overwrites other changes of this file.";
  return { ...diagnostic, detail: diagnostic.detail ? `${diagnostic.detail}\n${reset}` : reset };
}

function graveness({ severity }: Diagnostic): number {
  return severities.indexOf(severity);
}
