import { confRules } from "./conf/index.ts";
import { filesRules } from "./files/index.ts";
import { hbaRules } from "./hba/index.ts";
import { hostsRules } from "./hosts/index.ts";
import { identRules } from "./ident/index.ts";
import { lineRules } from "./lines/index.ts";
import type { Rule } from "./rule.ts";
import { suppressionUnused } from "./suppressionUnused.ts";

/** All rules, in the order in which the documentation lists them. */
export const rules: readonly Rule[] = [
  ...hbaRules,
  ...identRules,
  ...hostsRules,
  ...lineRules,
  ...confRules,
  ...filesRules,
  suppressionUnused,
];
