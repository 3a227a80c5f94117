import { printed } from "./printed.ts";

/** Prints something that is not a finding. */
export function warn(words: string): void {
  process.stderr.write(`pgssl: ${printed(words)}\n`);
}
