import { secretSpans } from "../syntax/secrets.ts";
import type { Entry } from "./recordSummary.ts";
import type { DocumentText } from "./sourceDocument.ts";

/** The line on which the record that a line belongs to starts. */
export function recordStart(entries: readonly Entry[], line: number): number {
  let start = line;
  while (start > 0 && entries[start]?.lineCount === 0) start--;
  return start;
}

/** Where the record that starts on a line holds secrets, in its text. */
export function secretsOf({ language, lines }: DocumentText, entries: readonly Entry[], line: number) {
  const { summary, lineCount = 1 } = entries[line] ?? {};
  const text = lines.slice(line, line + lineCount).join("");
  const command = summary?.host?.[passphraseColumn]?.span;
  const spans = summary?.mayHoldSecret ? secretSpans(language, text) : [];
  return { text, spans: command ? [...spans, command] : spans };
}

/** The column of pg_hosts.conf that holds a command which prints a passphrase. */
const passphraseColumn = 4;

/** The text of the record that starts on a line, each character of a secret replaced by an asterisk. */
export function maskedRecord(document: DocumentText, entries: readonly Entry[], line: number): string {
  const { text, spans } = secretsOf(document, entries, line);
  return spans.reduce(
    (masked, { start, end }) =>
      masked.slice(0, start) + masked.slice(start, end).replace(/[^\r\n]/g, "*") + masked.slice(end),
    text,
  );
}
