import type { Rule } from "../rule.ts";
import { atFileEmpty } from "./atFileEmpty.ts";
import { atFileMissing } from "./atFileMissing.ts";
import { atFileNesting } from "./atFileNesting.ts";
import { atFileUnreadable } from "./atFileUnreadable.ts";
import { byteOrderMark } from "./byteOrderMark.ts";
import { commentContinued } from "./commentContinued.ts";
import { includeDirectoryMissing } from "./includeDirectoryMissing.ts";
import { includeMissing } from "./includeMissing.ts";
import { includeNesting } from "./includeNesting.ts";
import { includeUnreadable } from "./includeUnreadable.ts";
import { quoteUnterminated } from "./quoteUnterminated.ts";
import { tooLong } from "./tooLong.ts";

/** The rules about what pg_hba.conf, pg_ident.conf and pg_hosts.conf have in common: words, lines, and files they name. */
export const lineRules: readonly Rule[] = [
  tooLong,
  atFileMissing,
  atFileUnreadable,
  atFileNesting,
  includeMissing,
  includeDirectoryMissing,
  includeNesting,
  includeUnreadable,
  atFileEmpty,
  byteOrderMark,
  quoteUnterminated,
  commentContinued,
];
