import { common, covers } from "./covers.ts";
import { twinsOf } from "./matchedAddress.ts";
import { kinds, type Matching, traits } from "./matching.ts";

/** Whether what is found about a record may change when another one, above it or not, comes or goes. */
export function mayDepend(row: Matching, other: Matching, isAbove: boolean, hasEncrypted: boolean): boolean {
  if (isAbove && covers(other, row)) return true;
  const mayExpose = (other.types & kinds.plain) !== 0 || (other.traits & traits.encrypted) !== 0;
  if (isAbove && hasEncrypted && mayExpose && (row.traits & traits.exposed) !== 0 && common(other, row))
    return true;
  if ((row.traits & traits.ipv4Only) === 0) return false;
  return twinsOf(row.address)?.some((address) => covers(other, { ...row, address })) ?? false;
}
