/**
 * A text on one line in which nothing is hidden and nothing drives a terminal: control characters (C0 and C1), line breaks, and
 * characters that have no width or turn the direction of text are spelled out. Every text of foreign origin passes here, whatever shows it.
 */
export function withoutControls(text: string): string {
  return text.replace(unseen, (character) => names[character] ?? escaped(character));
}

/** Unicode's controls, format characters, separators of lines and paragraphs, and surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const names: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\ufeff": "<BOM>",
};

function escaped(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  return digits.length > 2 ? `\\u{${digits}}` : `\\x${digits.padStart(2, "0")}`;
}

/** A text that ends in an ellipsis where it is longer than so many characters. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
