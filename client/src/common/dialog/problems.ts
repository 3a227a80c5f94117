import { numericAddress } from "../../../../server/src/core/syntax/hba/address.ts";

/** What is wrong with an IP address. */
export function addressProblem(text: string): string | undefined {
  return numericAddress(text) ? undefined : "An IPv4 or IPv6 address, such as 10.0.0.5 or fd00::5";
}

/** Bytes that the server keeps of a role's or a database's name (`NAMEDATALEN`). */
const maxNameBytes = 63;

/** What is wrong with the name of a role or a database. */
export function nameProblem(text: string): string | undefined {
  if (text === "") return "A name, please";
  if (Buffer.byteLength(text) > maxNameBytes) return `PostgreSQL keeps ${maxNameBytes} bytes of a name`;
  return /\p{Cc}/u.test(text) ? "Control characters have no place in a name" : undefined;
}
