import { code, type Facts, listed, type Markdown, md, trusted } from "../hover/render.ts";

/** A field of a certificate, list, request or key, which hover, page, tree and `inspect` show. */
export interface Fact {
  /** As `openssl x509 -text` and its kin call it: `Subject`, `Not After`, `Key Usage (critical)`. */
  readonly field: string;
  /** What the file says, of any origin; none where only the gloss says something. */
  readonly values: readonly string[];
  /** What it means, in plain words of ours. */
  readonly gloss?: string;
  /** The gloss is the first thing to know: expired, for instance. */
  readonly isUrgent?: true;
  /** People copy it to somewhere else: fingerprints and the like. */
  readonly isCopied?: true;
}

/** A fact with one value, or nothing where there is none. */
export function fact(field: string, value: string | undefined, gloss?: string): Fact[] {
  return value === undefined ? [] : [{ field, values: [value], ...(gloss !== undefined && { gloss }) }];
}

/** Facts for a hover. */
export function hoverFacts(facts: readonly Fact[]): Facts {
  return facts.map(({ field, values, gloss, isUrgent }) => {
    const shown = listed(values.slice(0, maxValues).map(code));
    const more = values.length > maxValues ? md`${shown} and ${values.length - maxValues} more` : shown;
    return [field, withGloss(values.length > 0 ? more : undefined, gloss, isUrgent)];
  });
}

function withGloss(shown: Markdown | undefined, gloss: string | undefined, isUrgent?: true): Markdown {
  if (gloss === undefined) return shown ?? trusted("");
  const words = isUrgent ? md`**${gloss}**` : md`${gloss}`;
  return shown ? md`${shown} (${words})` : words;
}

/** The value of a fact and its gloss as plain words. */
export function factInWords({ values, gloss }: Fact): string {
  const shown = values.slice(0, maxValues).map((value) => value || "(empty)");
  if (values.length > maxValues) shown.push(`and ${values.length - maxValues} more`);
  if (values.length === 0) return gloss ?? "";
  return shown.join(", ") + (gloss === undefined ? "" : ` (${gloss})`);
}

/** Bytes of a hexadecimal number as openssl writes them: `3A:0F`. */
export function withColons(hexadecimal: string): string {
  const digits = hexadecimal.replace(/^-/, "");
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  const sign = hexadecimal.startsWith("-") ? "-" : "";
  return sign + (even.match(/../g) ?? []).join(":").toUpperCase();
}

/** Values that are shown of a field that has very many. */
const maxValues = 30;
