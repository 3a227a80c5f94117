/** What an escape at an offset means and where it ends; `undefined` for none that is known. */
export type ReadEscape = (
  source: string,
  offset: number,
) => { readonly text: string; readonly end: number } | undefined | "plain";

/** In single quotes a quotation mark is written twice. */
export const readSingle: ReadEscape = (source, offset) => {
  if (source[offset] !== "'") return "plain";
  return source[offset + 1] === "'" ? { text: "'", end: offset + 2 } : undefined;
};

/** In double quotes. */
export const readDouble: ReadEscape = (source, offset) => {
  if (source[offset] !== "\\") return "plain";
  const sign = source[offset + 1] ?? "";
  const short = shortEscapes[sign];
  if (short !== undefined) return { text: short, end: offset + 2 };
  const digits = escapeDigits[sign];
  if (digits === undefined) return undefined;
  const end = offset + 2 + digits;
  const written = source.slice(offset + 2, end);
  const code = /^[\da-f]+$/i.test(written) ? Number.parseInt(written, 16) : Number.NaN;
  return code <= 0x10ffff ? { text: String.fromCodePoint(code), end } : undefined;
};

/** YAML 1.2.2, 5.7. */
const shortEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  N: "\x85",
  _: "\xa0",
  L: "\u2028",
  P: "\u2029",
};

const escapeDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Whether a character behind a backslash makes an escape of double quotes, or takes a line break with it. */
export function isEscapeSign(sign: string): boolean {
  return sign in shortEscapes || sign in escapeDigits || sign === "\r" || sign === "\n";
}
