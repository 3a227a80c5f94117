import type { Rule } from "../rule.ts";
import { columnMissing } from "./columnMissing.ts";
import { fieldsExtra } from "./fieldsExtra.ts";
import { fileUnused } from "./fileUnused.ts";
import { nameDuplicate } from "./nameDuplicate.ts";
import { nameMixed } from "./nameMixed.ts";
import { nameWildcard } from "./nameWildcard.ts";
import { reloadFlagInvalid } from "./reloadFlagInvalid.ts";
import { valuesMultiple } from "./valuesMultiple.ts";

/** The rules about single lines of pg_hosts.conf. */
export const hostsRules: readonly Rule[] = [
  columnMissing,
  valuesMultiple,
  nameMixed,
  nameDuplicate,
  reloadFlagInvalid,
  fieldsExtra,
  nameWildcard,
  fileUnused,
];
