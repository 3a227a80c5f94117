import { homedir, hostname, networkInterfaces } from "node:os";
import type { MachineFacts } from "./context.ts";

export { type ApplyOptions, applySetup } from "./applySetup.ts";
export type { MachineFacts, SetupContext } from "./context.ts";
export { planSetup } from "./planSetup.ts";
export { findSurroundings } from "./surroundings.ts";

/** The facts about this machine. */
export function thisMachine(): MachineFacts {
  const addresses = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid) // link-local ones are good on one network alone
    .map(({ address }) => address);
  const user = process.getuid?.();
  return {
    name: hostname(),
    addresses,
    homeFolder: homedir(),
    workingFolder: process.cwd(),
    ...(user !== undefined && { user }),
  };
}
