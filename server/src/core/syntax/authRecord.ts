import type { AuthField, AuthLine, AuthToken } from "./authLine.ts";
import {
  expandLine,
  type IncludeDirective,
  includeOf,
  type ReferenceContext,
  type ReferenceProblem,
} from "./authReference.ts";

/** What the records of the three authentication files have in common. */
export interface AuthRecord {
  readonly line: AuthLine;
  /**
   * The fields after `@file` expansion, as far as they are known; a field that came out empty is gone, as for the
   * server. Where they are what the line itself holds, this is the very array of `line`.
   */
  readonly fields: readonly AuthField[];
  /**
   * False when something hides what follows the last field: an `@file` that is not known or cannot be read, a word that
   * is too long. Nothing may be concluded then from what is absent.
   */
  readonly isComplete: boolean;
  /** `include`, `include_if_exists` or `include_dir` (16 and later) with its path: the line has no other columns then. */
  readonly include: { readonly directive: IncludeDirective; readonly path: AuthToken } | undefined;
  /** What the server reports while it reads the files named with `@`; it does not look at the columns then. */
  readonly problem: ReferenceProblem | undefined;
}

/**
 * Expands a line. `isList` says which columns accept any number of words: an unknown `@file` there counts as one
 * that is not empty, elsewhere it hides the rest of the line.
 */
export function readAuthRecord(
  line: AuthLine,
  context: ReferenceContext,
  isList: (fieldIndex: number) => boolean,
): AuthRecord {
  const { fields, problem, unknownFrom } = expandLine(line, context);
  const include = includeOf(fields, context.serverVersion);
  const isComplete = problem === undefined && line.tooLong === undefined;
  if (unknownFrom === undefined) return { line, fields, isComplete, include, problem };
  // A directive whose path is not known, or which may turn out not to be one, says nothing at all.
  const hidden = include ? 0 : fields.findIndex((field, index) => !isList(index) && hasUnknown(field));
  if (hidden < 0) return { line, fields, isComplete, include: undefined, problem };
  return { line, fields: fields.slice(0, hidden), isComplete: false, include: undefined, problem };
}

function hasUnknown(field: AuthField): boolean {
  return field.tokens.some((token) => token.isUnknown);
}
