import type { Certificate } from "../../pki.ts";
import { shortName } from "./describeName.ts";
import { distanceInWords, formatMoment } from "./timeInWords.ts";

/**
 * How long the certificates of a file hold: `23 days`, `expired 3 days ago`, `valid in 2 days`. Shown for the one that
 * matters first, with its name unless it is the first of the file. With its date: `23 days left (2026-06-01)`.
 */
export function validityInShort(
  certificates: readonly Certificate[],
  now: number,
  isDated = false,
): string | undefined {
  const soonest = certificates.reduce<Certificate | undefined>(
    (found, each) => (found && found.notAfter <= each.notAfter ? found : each),
    undefined,
  );
  if (!soonest) return undefined;
  const early = certificates.find(({ notBefore }) => now < notBefore);
  const isExpired = soonest.notAfter < now;
  const shown = isExpired ? soonest : (early ?? soonest);
  const whose = shown === certificates[0] ? "" : ` (${nameInShort(shown)})`;
  const date = (moment: number) =>
    isDated ? ` (${formatMoment(moment).slice(0, "2026-06-01".length)})` : "";
  if (isExpired) return `expired ${distanceInWords(shown.notAfter, now)}${date(shown.notAfter)}${whose}`;
  if (early) return `valid ${distanceInWords(shown.notBefore, now)}${date(shown.notBefore)}${whose}`;
  const left = distanceInWords(shown.notAfter, now).replace(/^in /, "");
  return `${left}${isDated ? " left" : ""}${date(shown.notAfter)}${whose}`;
}

/** The common name, or the first alternative one where there is none, as in certificates of many public CAs. */
export function nameInShort({ subject, alternativeNames }: Certificate): string {
  const [first] = alternativeNames;
  return subject.commonName || !first ? shortName(subject) : first.value;
}
