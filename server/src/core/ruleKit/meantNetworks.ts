import { wellKnownNetworks } from "../data/wellKnownNetworks.ts";
import { formatAddress, type NumericAddress } from "../model/address.ts";

/** What an address without a mask may be meant to be, as it is to be written, the likeliest first. */
export function meantNetworks(text: string, { family, bytes }: NumericAddress): readonly string[] {
  if (bytes.every((byte) => byte === 0)) return [family === 4 ? "0.0.0.0/0" : "::/0", "all"];
  const one = `${text}/${family === 4 ? 32 : 128}`;
  const known = wellKnownNetworks.find(({ network }) => network.startsWith(`${formatAddress(bytes)}/`));
  if (known) return [...new Set([text + known.network.slice(known.network.indexOf("/")), one])];
  // Zeros at the end, in the parts in which addresses are written, are what a network leaves open.
  const part = family === 4 ? 1 : 2;
  let used = bytes.length;
  while (bytes.slice(used - part, used).every((byte) => byte === 0)) used -= part;
  return used === bytes.length ? [one] : [`${text}/${used * 8}`, one];
}
