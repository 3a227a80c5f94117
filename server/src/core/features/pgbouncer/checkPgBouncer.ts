import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { ProjectSettings } from "../../cluster/projectSettings.ts";
import type { Diagnostic, Fix } from "../../model/diagnostic.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { toFinding } from "../../ruleKit/toFinding.ts";
import { rules } from "../../rules/index.generated.ts";
import { shownFindings } from "../clientFiles/shownFindings.ts";

/** A finding in one of PgBouncer's files, with its ways out. */
export interface PgBouncerFinding {
  readonly diagnostic: Diagnostic;
  readonly fixes: readonly Fix[];
}

/** Findings of one configuration at the most. */
const maxFindings = 1_000;

/** What is wrong in one file of a configuration of PgBouncer, as comments in it and the user's settings let it through. */
export function checkPgBouncer(
  pgbouncer: PgBouncer,
  uri: string,
  settings: ProjectSettings,
): readonly PgBouncerFinding[] {
  const found: PgBouncerFinding[] = [];
  for (const rule of rules)
    rule.pgbouncer?.(pgbouncer, (place, message, details, fixes = []) => {
      if (place.uri !== uri || found.length >= maxFindings) return;
      found.push({
        diagnostic: { ...toFinding(rule, place.span, message, details), uri, line: place.line },
        fixes,
      });
    });
  const lines = pgbouncer.texts.get(uri)?.lines ?? [];
  return shownFindings({ uri, lines, version: newestServerVersion }, found, settings);
}
