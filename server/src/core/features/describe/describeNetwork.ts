import { wellKnownNetworks } from "../../data/wellKnownNetworks.ts";
import {
  formatAddress,
  isLoopback,
  maskedBytes,
  maskLength,
  numericAddress,
  prefixMask,
} from "../../model/address.ts";
import { code, facts, heading, type Markdown, md, paragraphs } from "../hover/render.ts";

/** Which addresses a record matches, given an address and a mask of the same family. */
export function describeNetwork(bytes: readonly number[], mask: readonly number[]): Markdown {
  const bits = maskLength(mask);
  const first = maskedBytes(bytes, mask);
  if (bits === undefined) return describeScattered(first, mask);
  const network = `${formatAddress(first)}/${bits}`;
  const last = first.map((byte, index) => byte | (~(mask[index] ?? 0) & 0xff));
  const isSingle = bits === mask.length * 8;
  const hasHostBits = first.some((byte, index) => byte !== bytes[index]);
  return paragraphs(
    heading(isSingle ? md`Address ${code(formatAddress(first))}` : md`Network ${code(network)}`),
    facts([
      ["Addresses", isSingle ? undefined : md`${code(formatAddress(first))} to ${code(formatAddress(last))}`],
      ["Number", countInWords(mask.length * 8 - bits)],
      ["Mask", isSingle ? undefined : code(formatAddress(mask))],
      ["Leaves out", leftOutInWords(first, bits)],
      ["Known as", wellKnownName(first, bits)],
    ]),
    hasHostBits
      ? md`The server ignores the bits of ${code(formatAddress(bytes))} behind the mask.`
      : undefined,
  );
}

/** What people expect of everyone, or of the machine itself, and must write on a line of its own. */
function leftOutInWords(first: readonly number[], bits: number): Markdown | undefined {
  const [other, own] = first.length === 4 ? ["IPv6", "::1"] : ["IPv4", "127.0.0.1"];
  if (bits === 0) return md`all ${other} clients, which ${code("all")} includes`;
  return isLoopback(first) ? md`this machine over ${other}, from ${code(own)}` : undefined;
}

/** How many addresses so many free bits give. */
export function countInWords(freeBits: number): string {
  if (freeBits === 0) return "one address";
  if (freeBits > 32) return `2 to the power of ${freeBits}`;
  const count = 2 ** freeBits;
  const digits = String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  if (count < 1_000_000) return digits;
  const [size, name] = count < 1_000_000_000 ? [1_000_000, "million"] : [1_000_000_000, "billion"];
  return `${digits}, about ${Number((count / size).toPrecision(2))} ${name}`;
}

/** What a network or the one around it is commonly used for. */
function wellKnownName(first: readonly number[], bits: number): string | undefined {
  return wellKnownNetworks.find(({ network }) => {
    const [address = "", length = ""] = network.split("/");
    const known = numericAddress(address)?.bytes;
    if (known?.length !== first.length || bits < Number(length)) return false;
    const mask = prefixMask(Number(length), first.length === 4 ? 4 : 6);
    return maskedBytes(first, mask).every((byte, index) => byte === known[index]);
  })?.words;
}

function describeScattered(first: readonly number[], mask: readonly number[]): Markdown {
  return paragraphs(
    heading(
      md`Addresses that agree with ${code(formatAddress(first))} in the bits of ${code(formatAddress(mask))}`,
    ),
    "The mask has gaps: the server takes it, but the addresses that match do not follow one another.",
  );
}
