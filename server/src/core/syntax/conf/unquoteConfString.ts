/**
 * The text of a quoted value, given with its quotes: `''` is a quote, `\b \f \n \r \t` and up to three octal digits are
 * what they are in C, a backslash before anything else is dropped. Octal escapes are bytes and may spell UTF-8.
 */
export function unquoteConfString(quoted: string): string {
  const nul = quoted.indexOf("\0");
  // The server finds the closing quote by the length of a C string: a NUL in the text costs the character before it.
  const inner = nul < 0 ? quoted.slice(1, -1) : quoted.slice(1, Math.max(nul - 1, 1));
  if (!inner.includes("\\") && !inner.includes("'")) return inner;
  let text = "";
  let bytes: number[] = [];
  const flush = () => {
    text += decodeBytes(bytes);
    bytes = [];
  };
  for (const [part, octal, escaped] of inner.matchAll(/\\([0-7]{1,3})|\\([\s\S])|''|[^\\']+|./g)) {
    if (octal !== undefined) {
      bytes.push(Number.parseInt(octal, 8) & 0xff);
      continue;
    }
    flush();
    if (escaped !== undefined) text += controlEscapes[escaped] ?? escaped;
    else if (part === "''") text += "'";
    else if (part !== "\\") text += part;
  }
  flush();
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

const controlEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Bytes as UTF-8, or each of them as a replacement character where they are not. */
function decodeBytes(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
  } catch {
    return bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : "\ufffd")).join("");
  }
}
