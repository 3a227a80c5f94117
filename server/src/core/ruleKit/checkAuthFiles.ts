import type { AuthContext } from "../cluster/context.ts";
import type { AuthRecord } from "../syntax/authRecord.ts";
import type { FindingDetails } from "./findingDetails.ts";
import { hostsDetails } from "./hostsFileUse.ts";
import type { Report, Rule } from "./rule.ts";

/** The three checks of a rule that is the same for all authentication files. */
export function checkAuthFiles(
  check: (record: AuthRecord, context: AuthContext, report: Report) => void,
): Pick<Required<Rule>, "hba" | "ident" | "hosts"> {
  return {
    hba: check,
    ident: check,
    hosts: (record, context, report) =>
      check(record, context, (span, message, details) =>
        report(span, message, { ...details, ...hostsDetails(context, details) }),
      ),
  };
}

/** What the server does with an authentication file that has such a line, and the words by which to find that in its log. */
export function authFileRefused(logged: string): string {
  return `The server refuses the whole file, with “${logged}” in its log.`;
}

/** The details of a file that the server's user certainly has no permission to read. */
export function noPermission(logged: string): FindingDetails {
  return { severity: "error", serverEffect: "line-error", refusal: authFileRefused(logged) };
}
