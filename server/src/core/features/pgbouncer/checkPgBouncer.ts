import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { Diagnostic, Fix } from "../../model/diagnostic.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { rules } from "../../rules/index.generated.ts";

/** A finding in one of PgBouncer's files, with its ways out. */
export interface PgBouncerFinding {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

/** The findings of a configuration by the URI of the file that they are in. */
export type PgBouncerFindings = ReadonlyMap<string, readonly PgBouncerFinding[]>;

/** Findings of one file at the most. */
const maxFindings = 1_000;

/** What is wrong in a configuration of PgBouncer, before comments and settings silence any of it. */
export function checkPgBouncer(pgbouncer: PgBouncer): PgBouncerFindings {
  const found = new Map<string, PgBouncerFinding[]>();
  for (const rule of rules)
    rule.pgbouncer?.(pgbouncer, ({ uri, line, span }, message, details, fixes = []) => {
      const own = found.get(uri) ?? [];
      found.set(uri, own);
      if (own.length >= maxFindings) return;
      own.push({ diagnostic: { ...toFinding(rule, span, message, details), uri, line }, fixes });
    });
  return found;
}
