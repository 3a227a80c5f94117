import type { Rule } from "../rule.ts";

/** The rules about postgresql.conf. */
export const confRules: readonly Rule[] = [];
