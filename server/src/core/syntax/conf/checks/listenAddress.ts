import { isHostName, numericAddress } from "../../../model/address.ts";

/** Whether the C library may find an address for an item of `listen_addresses`: a name in the DNS is not looked up. */
export function isListenAddress(item: string): boolean {
  return item === "*" || numericAddress(item) !== undefined || (isHostName(item) && !/^[0-9.]+$/.test(item));
}
