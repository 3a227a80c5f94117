import type { Rule } from "../rule.ts";
import { booleanInvalid } from "./booleanInvalid.ts";
import { byteOrderMark } from "./byteOrderMark.ts";
import { choiceInvalid } from "./choiceInvalid.ts";
import { includeNesting } from "./includeNesting.ts";
import { includeTarget } from "./includeTarget.ts";
import { nameInvalid } from "./nameInvalid.ts";
import { numberInvalid } from "./numberInvalid.ts";
import { passwordMd5 } from "./passwordMd5.ts";
import { pathRelative } from "./pathRelative.ts";
import { processesTooMany } from "./processesTooMany.ts";
import { protocolOld } from "./protocolOld.ts";
import { protocolRange } from "./protocolRange.ts";
import { quotesMissing } from "./quotesMissing.ts";
import { quoteUnclosed } from "./quoteUnclosed.ts";
import { recoveryTargets } from "./recoveryTargets.ts";
import { settingIgnored } from "./settingIgnored.ts";
import { settingInternal } from "./settingInternal.ts";
import { settingOverridden } from "./settingOverridden.ts";
import { settingRenamed } from "./settingRenamed.ts";
import { settingsConflict } from "./settingsConflict.ts";
import { settingUnknown } from "./settingUnknown.ts";
import { statisticsConflict } from "./statisticsConflict.ts";
import { textAfterValue } from "./textAfterValue.ts";
import { unitInvalid } from "./unitInvalid.ts";
import { userNamespace } from "./userNamespace.ts";
import { valueMissing } from "./valueMissing.ts";
import { valueRange } from "./valueRange.ts";
import { valueRefused } from "./valueRefused.ts";

/** The rules about postgresql.conf: its grammar, names, values, what contradicts, what is weak. */
export const confRules: readonly Rule[] = [
  nameInvalid,
  valueMissing,
  quotesMissing,
  quoteUnclosed,
  textAfterValue,
  byteOrderMark,
  settingUnknown,
  settingInternal,
  settingRenamed,
  settingIgnored,
  settingOverridden,
  booleanInvalid,
  choiceInvalid,
  numberInvalid,
  unitInvalid,
  valueRange,
  valueRefused,
  statisticsConflict,
  processesTooMany,
  recoveryTargets,
  settingsConflict,
  includeTarget,
  includeNesting,
  protocolRange,
  protocolOld,
  passwordMd5,
  userNamespace,
  pathRelative,
];
