import { authRules } from "./authRules.ts";
import { confRules } from "./conf/index.ts";
import { directiveUnknown } from "./directiveUnknown.ts";
import { filesRules } from "./files/index.ts";
import type { Rule } from "./rule.ts";
import { suppressionUnused } from "./suppressionUnused.ts";

/** All rules, in the order in which the documentation lists them. */
export const rules: readonly Rule[] = [
  ...authRules,
  ...confRules,
  ...filesRules,
  suppressionUnused,
  directiveUnknown,
];
