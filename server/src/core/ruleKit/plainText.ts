/** Blanks that are none to the server, characters without width, dashes, and the full-width forms of ASCII. */
const disguised =
  /[\u000b\u000c\u0085\u00a0\u00ad\u1680\u2000-\u2015\u2028-\u202f\u205f-\u2064\u2212\u3000-\u3002\ufeff\uff01-\uff5e]/g;

/** A word with plain characters in place of those that only look like them or like nothing; `undefined` where it has none. */
export function plainText(text: string): string | undefined {
  const plain = plainCharacters(text).trim();
  return plain === text ? undefined : plain;
}

/** A text with plain characters in place of those that only look like them. */
export function plainCharacters(text: string): string {
  return text.replace(disguised, plainCharacter);
}

function plainCharacter(character: string): string {
  if (/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/.test(character)) return "";
  if (/[\u000b\u000c\u0085\u2028\u2029]/.test(character)) return " ";
  if (/[\u2010-\u2015\u2212]/.test(character)) return "-";
  if (character === "\u3001") return ",";
  if (character === "\u3002") return ".";
  return character.normalize("NFKC");
}
