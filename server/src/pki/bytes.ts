/** Puts bytes behind each other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Negative, zero or positive, by the first byte that differs; of two that begin alike the shorter comes first. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at < 0 || at >= other.length ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? 0);
}

/** One character a byte (ISO 8859-1). `TextDecoder` takes that name for another encoding. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += atOnce)
    text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return text;
}

/** Bytes that one call takes as its arguments. */
const atOnce = 4096;

/** Two digits a byte. */
export function fromHexadecimal(digits: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
