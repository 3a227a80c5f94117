/** Bytes as PEM, in lines of 64 characters (RFC 7468). */
export function toPem(label: string, bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += digit(bits >> 18) + digit(bits >> 12);
    text += b === undefined ? "==" : digit(bits >> 6) + (c === undefined ? "=" : digit(bits));
  }
  const lines = text.match(/.{1,64}/g) ?? [];
  return `${[`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join("\n")}\n`;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const digit = (bits: number): string => digits[bits & 63] ?? "";
