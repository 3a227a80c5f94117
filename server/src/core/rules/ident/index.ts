import type { Rule } from "../rule.ts";
import { captureLiteral } from "./captureLiteral.ts";
import { captureMissing } from "./captureMissing.ts";
import { columnMissing } from "./columnMissing.ts";
import { fieldsExtra } from "./fieldsExtra.ts";
import { keywordUnsupported } from "./keywordUnsupported.ts";
import { regexInvalid } from "./regexInvalid.ts";
import { valuesMultiple } from "./valuesMultiple.ts";

/** The rules about pg_ident.conf. */
export const identRules: readonly Rule[] = [
  columnMissing,
  valuesMultiple,
  regexInvalid,
  captureMissing,
  captureLiteral,
  fieldsExtra,
  keywordUnsupported,
];
