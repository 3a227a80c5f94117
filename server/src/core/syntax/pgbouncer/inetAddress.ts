import { numericAddress } from "../../model/address.ts";

/** An address as `inet_pton` reads it: IPv4 in four decimal parts without leading zeros, or IPv6 without a zone. */
export function inetAddress(
  text: string,
): { readonly family: 4 | 6; readonly bytes: readonly number[] } | undefined {
  if (/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(text)) {
    const bytes = text.split(".").map(Number);
    return bytes.every((byte) => byte < 256) ? { family: 4, bytes } : undefined;
  }
  if (!text.includes(":") || !/^[\da-f:.]+$/i.test(text)) return undefined;
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (tail.includes(".") && inetAddress(tail)?.family !== 4) return undefined;
  const bytes = numericAddress(text)?.bytes;
  return bytes?.length === 16 ? { family: 6, bytes } : undefined;
}
