import { isLoopback, prefixLength, prefixMask } from "../../model/address.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import { emptyNetworkOf } from "./emptyNetwork.ts";
import { maskOf } from "./maskOf.ts";

/**
 * Whether connections of other machines can match a record. False for `local`, `samehost`, `localhost` and loopback
 * addresses, and for records whose address cannot be read.
 */
export function reachesOtherMachines(record: HbaRecord): boolean {
  const token = record.address?.tokens[0];
  if (!token || record.address.tokens.length > 1) return false;
  if (!record.numericAddress) {
    if (!token.quoted && token.text === "samehost") return false;
    return token.text !== "" && token.text !== "localhost" && !token.text.includes("/");
  }
  const mask = effectiveMask(record);
  if (!mask) return false;
  if (emptyNetworkOf(record.numericAddress, mask)) return false;
  const { bytes, family } = record.numericAddress;
  const open = mask.findIndex((byte) => byte !== 0xff);
  const fixedBytes = open < 0 ? mask.length : open;
  // 127.0.0.0/8, ::ffff:127.0.0.0/104 and ::1/128 are all there is of loopback.
  const neededBytes = family === 4 ? 1 : bytes[10] === 0xff ? 13 : 16;
  return !isLoopback(bytes) || fixedBytes < neededBytes;
}

/** The mask of a record's numeric address, be it written as `/n` or in a column of its own. */
export function effectiveMask(record: HbaRecord): readonly number[] | undefined {
  const { numericAddress } = record;
  if (!numericAddress) return undefined;
  const prefix = prefixOf(record);
  if (prefix !== undefined) return prefixMask(prefix, numericAddress.family);
  const mask = maskOf(record);
  return mask?.family === numericAddress.family ? mask.bytes : undefined;
}

/** The valid `n` of a numeric address written as `address/n`. */
export function prefixOf({ address, numericAddress }: HbaRecord): number | undefined {
  const text = address?.tokens[0]?.text;
  if (text === undefined || !numericAddress) return undefined;
  const slash = text.indexOf("/");
  return slash < 0 ? undefined : prefixLength(text.slice(slash + 1), numericAddress.family);
}
