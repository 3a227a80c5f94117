import type { AuthRecord } from "../../syntax/authRecord.ts";
import type { AuthContext } from "../context.ts";
import { hostsDetails } from "../hosts/hostsFileUse.ts";
import type { Report, Rule } from "../rule.ts";

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
