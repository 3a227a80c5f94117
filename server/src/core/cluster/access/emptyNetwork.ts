import { maskLength, type NumericAddress, prefixMask } from "../../model/address.ts";

/** Addresses that a server never sees as a client's. */
export interface EmptyNetwork {
  /** `unspecified`: all bits zero, which many write for everyone. `mapped`: IPv4 in IPv6's clothes, which arrives as IPv4. */
  readonly kind: "unspecified" | "multicast" | "broadcast" | "mapped";
  readonly bytes: readonly number[];
  readonly bits: number;
}

/**
 * No client has these (RFC 1122, 3.2.1.3; RFC 4291, 2.5.2, 2.5.5.2 and 2.7). The server listens for IPv6 with IPV6_V6ONLY, so
 * that a client over IPv4 never has a mapped address. Of `::/n` only the address itself is empty: `::1` begins alike.
 */
const emptyNetworks: readonly EmptyNetwork[] = [
  { kind: "unspecified", bytes: [0, 0, 0, 0], bits: 8 },
  { kind: "multicast", bytes: [224, 0, 0, 0], bits: 4 },
  { kind: "broadcast", bytes: [255, 255, 255, 255], bits: 32 },
  { kind: "unspecified", bytes: new Array<number>(16).fill(0), bits: 128 },
  { kind: "multicast", bytes: [255, ...new Array<number>(15).fill(0)], bits: 8 },
  { kind: "mapped", bytes: [...new Array<number>(10).fill(0), 255, 255, 0, 0, 0, 0], bits: 96 },
];

/** The network without clients in which all addresses of another lie, if there is one. */
export function emptyNetworkOf(address: NumericAddress, mask: readonly number[]): EmptyNetwork | undefined {
  const first = address.bytes[0] ?? 0;
  // Other addresses are none of these, and most records are not looked at more closely.
  if (first > 0 && first < 224) return undefined;
  return emptyNetworks.find(({ bytes, bits }) => {
    if (bytes.length !== mask.length || (maskLength(mask) ?? 0) < bits) return false;
    const network = prefixMask(bits, bytes.length === 4 ? 4 : 6);
    return bytes.every((byte, at) => (((address.bytes[at] ?? 0) ^ byte) & (network[at] ?? 0)) === 0);
  });
}
