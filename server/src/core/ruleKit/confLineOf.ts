import type { ConfLine } from "../syntax/conf/confLine.ts";
import type { FixContext } from "./rule.ts";

/** The record that a fix is about, where it is a line of postgresql.conf. */
export function confLineOf({ record }: FixContext): ConfLine | undefined {
  return "text" in record ? record : undefined;
}
