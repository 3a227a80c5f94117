const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The text that a Base64 text (RFC 4648, section 4) encodes in UTF-8, blanks and line breaks aside; `undefined` for anything else. */
export function decodeBase64(text: string): string | undefined {
  const written = text.replace(/\s+/g, "");
  const body = written.replace(/={0,2}$/, "");
  if (written.length % 4 !== 0 || !/^[A-Za-z0-9+/]*$/.test(body)) return undefined;
  const escaped: string[] = [];
  let [bits, value] = [0, 0];
  for (const digit of body) {
    value = ((value << 6) | digits.indexOf(digit)) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    escaped.push(`%${((value >> bits) & 0xff).toString(16).padStart(2, "0")}`);
  }
  try {
    return decodeURIComponent(escaped.join(""));
  } catch {
    return undefined; // another encoding, or no text at all
  }
}
