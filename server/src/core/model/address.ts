/** An address that the C library reads as a number. */
export interface NumericAddress {
  readonly family: 4 | 6;
  /** 4 or 16 bytes. */
  readonly bytes: readonly number[];
  /**
   * The zone of a link-local address when it is a name such as operating systems give to interfaces (`%eth0`): the text is
   * only a number on machines that have such an interface, and a host name everywhere else.
   */
  readonly zone?: string;
}

/**
 * Reads a text as glibc's `getaddrinfo` does with AI_NUMERICHOST: every form that `inet_aton` knows (`10`, `10.1`,
 * `0x7f.1`, `010.0.0.1`, `167772161`) and every form of IPv6 address that RFC 4291 and RFC 4007 know, no brackets.
 * `undefined` for any other text, which the server then takes for a host name.
 */
export function numericAddress(text: string): NumericAddress | undefined {
  const first = text.charCodeAt(0);
  if (first >= ZERO && first <= NINE) {
    const bytes = dottedQuad(text) ?? ipv4Bytes(text);
    if (bytes) return { family: 4, bytes };
  }
  return text.includes(":") ? ipv6Address(text) : undefined;
}

/** Whether a machine can have that name in the DNS (RFC 1123, 2.1; underscores occur). */
export function isHostName(text: string): boolean {
  return text.length <= 253 && /^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*$/.test(text);
}

/** The number of leading one bits in `/n`: `strtol` reads it (blanks, a sign and leading zeros are allowed). */
export function prefixLength(text: string, family: 4 | 6): number | undefined {
  const most = family === 4 ? 32 : 128;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) {
      if (!/^[ \t\n\v\f\r]*[+-]?[0-9]+$/.test(text)) return undefined;
      bits = Number(text);
      break;
    }
    bits = bits * 10 + digit;
  }
  return text !== "" && bits >= 0 && bits <= most ? Math.abs(bits) : undefined;
}

/** The mask with that many leading one bits. */
export function prefixMask(bits: number, family: 4 | 6): readonly number[] {
  return prefixMasks[family][bits] ?? [];
}

/** All of them, by their number of ones: most records of a file use one. */
const prefixMasks = { 4: masksOf(4), 6: masksOf(16) } as const;

function masksOf(length: number): readonly (readonly number[])[] {
  const masks: number[][] = [];
  for (let bits = 0; bits <= length * 8; bits++) {
    const mask = new Array<number>(length).fill(0);
    for (let index = 0; index < length; index++)
      mask[index] = (0xff00 >> Math.min(Math.max(bits - index * 8, 0), 8)) & 0xff;
    masks.push(mask);
  }
  return masks;
}

/** The address with the bits outside the mask cleared. */
export function maskedBytes(bytes: readonly number[], mask: readonly number[]): number[] {
  return bytes.map((byte, index) => byte & (mask[index] ?? 0));
}

/** The number of leading one bits of a mask, or `undefined` when ones follow a zero. */
export function maskLength(mask: readonly number[]): number | undefined {
  const bits = mask.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return /^1*0*$/.test(bits) ? bits.lastIndexOf("1") + 1 : undefined;
}

/** Whether packets to the address never leave the machine (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3 and 2.5.5.2). */
export function isLoopback(bytes: readonly number[]): boolean {
  if (bytes.length === 4) return bytes[0] === 127;
  const isMapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return isMapped ? bytes[12] === 127 : bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));
}

/** Writes an address: dotted decimal, or RFC 5952's shortest form. */
export function formatAddress(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups: string[] = [];
  for (let index = 0; index < 16; index += 2)
    groups.push((((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)).toString(16));
  const zeros = [...groups.join(":").matchAll(/(?<=^|:)0(?::0)+(?=:|$)/g)].map((match) => match[0]);
  const longest = zeros.reduce((best, run) => (run.length > best.length ? run : best), "");
  if (!longest) return groups.join(":");
  const joined = groups.join(":");
  const at = joined.search(new RegExp(`(?<=^|:)${longest}(?=:|$)`));
  return `${joined.slice(0, at).replace(/:$/, "")}::${joined.slice(at + longest.length).replace(/^:/, "")}`;
}

/** The form that nearly all addresses have, read without detours; `undefined` for any other. */
function dottedQuad(text: string): number[] | undefined {
  const bytes = [0, 0, 0, 0];
  let index = 0;
  let value = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      if (value === 0) return undefined;
      value = (value < 0 ? 0 : value * 10) + code - ZERO;
      if (value > 255) return undefined;
    } else if (code === DOT && value >= 0 && index < 3) {
      bytes[index++] = value;
      value = -1;
    } else return undefined;
  }
  if (value < 0 || index !== 3) return undefined;
  bytes[3] = value;
  return bytes;
}

/** Whether an address has bits set behind the first ones. */
export function hasBitsBeyond(bytes: readonly number[], bits: number): boolean {
  for (let index = bits >> 3; index < bytes.length; index++) {
    const ones = index === bits >> 3 ? bits & 7 : 0;
    if (((bytes[index] ?? 0) & (0xff >> ones)) !== 0) return true;
  }
  return false;
}

/** One to four numbers, decimal, octal or hexadecimal; the last one fills all bytes that are left. */
function ipv4Bytes(text: string): number[] | undefined {
  const parts = text.split(".", 5);
  if (parts.length > 4) return undefined;
  const bytes: number[] = [];
  for (const [index, part] of parts.entries()) {
    const value = cNumber(part);
    const isLast = index === parts.length - 1;
    const room = isLast ? 4 - index : 1;
    if (value === undefined || value >= 256 ** room) return undefined;
    for (let shift = room - 1; shift >= 0; shift--) bytes.push(Math.floor(value / 256 ** shift) % 256);
  }
  return bytes;
}

/** A number as C writes it: a leading `0x` is hexadecimal, another leading zero octal. */
function cNumber(text: string): number | undefined {
  if (/^(?:[1-9][0-9]*|0x[0-9a-f]+)$/i.test(text)) return Number(text);
  return /^0[0-7]*$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

function ipv6Address(text: string): NumericAddress | undefined {
  const percent = text.indexOf("%");
  const bytes = ipv6Bytes(percent < 0 ? text : text.slice(0, percent));
  if (!bytes) return undefined;
  if (percent < 0) return { family: 6, bytes };
  const zone = text.slice(percent + 1);
  if (/^[0-9]+$/.test(zone) && Number(zone) <= 0xffffffff) return { family: 6, bytes };
  // A scope is a number for any address, and the name of an interface for link-local ones; every Linux has `lo`.
  const isLinkLocal =
    (bytes[0] === 0xfe && (bytes[1] ?? 0) >> 6 === 2) ||
    (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0x0f) === 2);
  if (!isLinkLocal || !interfaceName.test(zone)) return undefined;
  return zone === "lo" ? { family: 6, bytes } : { family: 6, bytes, zone };
}

function ipv6Bytes(text: string): number[] | undefined {
  const parts = text.split("::");
  if (parts.length > 2) return undefined;
  const [left, right] = [groupBytes(parts[0] ?? "", parts.length === 1), groupBytes(parts[1] ?? "", true)];
  if (!left || !right) return undefined;
  if (parts.length === 1) return left.length === 16 ? left : undefined;
  // `::` must replace at least one group.
  const gap = 16 - left.length - right.length;
  return gap >= 2 ? [...left, ...new Array<number>(gap).fill(0), ...right] : undefined;
}

/** Groups of up to four hexadecimal digits; the last one of an address may be an IPv4 address in its strict form. */
function groupBytes(text: string, endsAddress: boolean): number[] | undefined {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else if (endsAddress && index === groups.length - 1 && strictIpv4.test(group)) {
      bytes.push(...group.split(".").map(Number));
    } else return undefined;
  }
  return bytes;
}

/** The kinds of network interface that Linux, the BSDs and macOS name so; at most 15 characters (IFNAMSIZ). */
const interfaceName =
  /^(?=.{2,15}$)(?:lo|e[nmt]|eth|wl|ww|ib|br|bond|team|docker|veth|vlan|vi?rbr|vnet|tun|tap|utun|wg|ppp|usb|dummy|mac|ipvlan|cni|cali|flannel|lx|podman|tailscale|zt|awdl|llw|igb|ix|bge|re|vmx|vtnet|p[0-9])[A-Za-z0-9._@-]*$/;
const strictIpv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
