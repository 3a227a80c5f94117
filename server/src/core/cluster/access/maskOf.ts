import { type NumericAddress, numericAddress } from "../../model/address.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";

/** The netmask of a record that has one in a column of its own; `undefined` when the word is no address. */
export function maskOf({ mask }: HbaRecord): NumericAddress | undefined {
  const token = mask?.tokens[0];
  return token && numericAddress(token.text);
}
