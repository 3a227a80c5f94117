import { isHostName, numericAddress } from "../model/address.ts";
import type { LookAlike } from "./lookAlike.ts";

/**
 * What is wrong with a word of the address column that cannot be the name of a machine, so that the record matches nobody: it has a
 * port, a user, a backslash, an empty part. `undefined` for a name that a machine can have, and for a domain with its leading dot.
 */
export function impossibleHostName(text: string): LookAlike | undefined {
  if (isHostName(text.replace(/^\./, ""))) return undefined;
  const [, host, port] = /^([\w.-]+|\[[0-9a-f:.]+\]):(\d+)$/i.exec(text) ?? [];
  if (host !== undefined && port !== undefined)
    return { problem: "has a port, and a record has none", ...written(machine(host)) };
  const after = /^[^@]+@([^@]+)$/.exec(text)?.[1];
  if (after !== undefined)
    return { problem: "has a user, and the address has none", ...written(machine(after)) };
  const network = text.replace("\\", "/");
  if (network !== text && numericAddress(network.split("/", 1)[0] ?? ""))
    return { problem: "has a backslash", ...written(network) };
  if (/^[\w.-]*\w\.$/.test(text)) return { problem: "ends in a dot", ...written(text.slice(0, -1)) };
  return { problem: "cannot be the name of a host", advice: "it as the DNS has it" };
}

function written(meant: string): Pick<LookAlike, "advice" | "meant"> {
  return { advice: meant, meant };
}

/** A machine as a record names it: its name, or its address with all bits counting. */
export function machine(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "");
  const address = numericAddress(bare);
  return address ? `${bare}/${address.family === 4 ? 32 : 128}` : bare;
}
