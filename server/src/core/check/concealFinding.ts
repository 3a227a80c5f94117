import type { HiddenWords } from "../cluster/hiddenWords.ts";
import { secretsOf } from "../cluster/recordSecrets.ts";
import type { Records } from "../cluster/records.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { rules } from "../rules/index.generated.ts";

/**
 * A finding without words that may not be shown: in a file that is not the user's, of such a file, or part of a secret. Its rule's
 * summary then takes the place of its message.
 */
export function concealFinding(
  finding: Diagnostic,
  records: Records | undefined,
  hidden: HiddenWords,
): Diagnostic {
  const { message, detail, refusal, related, ...rest } = finding;
  if (hidden.isForeign(finding.uri)) return { ...rest, message: `${summaryOf(finding)} ${notQuoted}` };
  const texts = [message, detail ?? "", ...(related ?? []).map((other) => other.message)];
  if (texts.every((text) => !hidden.occurIn(text)) && !quotesSecret(finding, records)) return finding;
  return { ...rest, message: summaryOf(finding) };
}

const notQuoted = "Its words are not shown, since the file is outside of what is checked.";

function summaryOf({ rule }: Diagnostic): string {
  return rules.find(({ id }) => id === rule)?.summary ?? "";
}

/** Whether a finding marks a secret and has a word of it, however common. */
function quotesSecret(
  { line, span, message, detail = "" }: Diagnostic,
  records: Records | undefined,
): boolean {
  const { summary } = records?.entries[line] ?? {};
  if (!records || !(summary?.mayHoldSecret || summary?.host)) return false;
  const { text, spans } = secretsOf(records.document, records.entries, line);
  return spans.some(({ start, end }) => {
    if (span.start >= end || span.end <= start) return false;
    const words = text.slice(start, end).match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
    const quoted = new Set(`${message} ${detail}`.match(/[\p{L}\p{N}_]+/gu));
    return words.some((word) => quoted.has(word));
  });
}
