import type { AuthContext } from "../cluster/context.ts";
import type { AuthRecord } from "../syntax/authRecord.ts";
import { hostsDetails } from "./hostsFileUse.ts";
import type { FindingDetails, Report, Rule } from "./rule.ts";

/** The three judges of a rule that means the same for all authentication files. */
export function judgeAll(
  judge: (record: AuthRecord, context: AuthContext, report: Report) => void,
): Pick<Required<Rule>, "hba" | "ident" | "hosts"> {
  return {
    hba: judge,
    ident: judge,
    hosts: (record, context, report) =>
      judge(record, context, (span, message, details) =>
        report(span, message, { ...details, ...hostsDetails(context, details) }),
      ),
  };
}

/** What is told of a file that the server's user may certainly not read. */
export const refusedLine: FindingDetails = { severity: "error", serverEffect: "line-error" };
