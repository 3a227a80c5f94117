import type { ChangeEffect } from "../../core/model/connectionChange.ts";

/** The words of `--fail-on` and the effects that they mean. */
export const failures = {
  lockout: ["lost"],
  cleartext: ["cleartext-opened"],
  weaker: ["weaker"],
  gained: ["gained", "cleartext-opened"],
  undecidable: ["undecidable"],
  any: ["lost", "cleartext-opened", "weaker", "undecidable", "gained", "stricter", "cleartext-closed"],
} as const satisfies Readonly<Record<string, readonly ChangeEffect[]>>;
