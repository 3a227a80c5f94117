import { describeRule, ruleIds } from "../core/index.ts";
import { CannotRun } from "./cannotRun.ts";
import { printed } from "./printed.ts";
import { rulePage } from "./rulePage.ts";

/** Prints the page of a rule, or the list of all. @throws CannotRun */
export function printRule(id: string | undefined): void {
  if (id === undefined) {
    const lines = ruleIds().flatMap((known) => describeRule(known) ?? []);
    const width = Math.max(...lines.map((rule) => rule.id.length));
    for (const rule of lines)
      process.stdout.write(
        `${rule.id.padEnd(width)}  ${rule.severity.padEnd("information".length)}  ${rule.summary}\n`,
      );
    return;
  }
  const rule = describeRule(id);
  if (!rule) throw new CannotRun(`there is no rule ${printed(id)}; pgssl rule lists them`);
  process.stdout.write(rulePage(rule.id));
}
