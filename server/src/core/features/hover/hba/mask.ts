import { found } from "../finder.ts";
import { describeNumber } from "./address.ts";
import type { HbaFinder } from "./hbaFinders.ts";

/** The mask column: the same facts as for the address that it belongs to. */
export const findMask: HbaFinder = ({ record, at }) => {
  if (at.column !== "mask" || !at.token) return undefined;
  const address = record.address?.tokens[0]?.text;
  return address === undefined ? undefined : found(at.token.span, describeNumber(address, at.token.text));
};
