import { formatAddress } from "../model/address.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

/** An IPv4 address that the C library reads as another one than its numbers say. */
export interface MisreadAddress {
  /** The address as it is read, in four decimal numbers. */
  readonly read: string;
  /** The address that the numbers say, missing ones as 0: 192.168.0.0 for `192.168`. */
  readonly meant: string;
  /** `/16`, as it is written, or nothing where a mask follows. */
  readonly suffix: string;
}

/**
 * What `192.168/16` and `10.0.010.0/24` are read as: the last of fewer than four numbers fills all bytes that are left, and a
 * leading zero makes a number octal (`inet_aton` of POSIX). `undefined` for an address that is read as it is written.
 */
export function misreadAddress({ address, numericAddress }: HbaRecord): MisreadAddress | undefined {
  const text = address?.tokens[0]?.text ?? "";
  if (numericAddress?.family !== 4) return undefined;
  if (fourNumbers.test(text)) return undefined;
  const read = formatAddress(numericAddress.bytes);
  const [, numbers, suffix = ""] = /^(\d{1,3}(?:\.\d{1,3}){0,3})(\/.*)?$/.exec(text) ?? [];
  const bytes = [...(numbers?.split(".").map(Number) ?? []), 0, 0, 0].slice(0, 4);
  if (numbers === undefined || bytes.some((byte) => byte > 255)) return undefined;
  const meant = formatAddress(bytes);
  return read === meant ? undefined : { read, meant, suffix };
}

/** Four numbers without leading zeros, which are read as they are written. */
const fourNumbers = /^(?:(?:0|[1-9]\d*)\.){3}(?:0|[1-9]\d*)(?:\/|$)/;
