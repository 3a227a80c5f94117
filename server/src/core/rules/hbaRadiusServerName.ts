import { usableMethod } from "../cluster/access/usableMethod.ts";
import { numericAddress } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";

export const hbaRadiusServerName: Rule = {
  id: "hba-radius-server-name",
  severity: "error",
  serverEffect: "line-error",
  summary: "The name of a RADIUS server cannot be looked up.",
  instead:
    "Write the server's address, or a name that the machine of the database server can look up; a port goes into `radiusports`.",
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "radius") return;
    for (const { name, value, token } of record.options) {
      if (name !== "radiusservers" || value === undefined) continue;
      const wrong = readCommaList(value)?.find(isNowhere);
      if (wrong === undefined) continue;
      report(
        token.span,
        `The RADIUS server ${shown(wrong)} cannot be found; write its address or an existing name.`,
        {
          detail: "The database server looks names up when it loads the file; a port goes into radiusports.",
          refusal: fileRefused("could not translate RADIUS server name"),
        },
      );
    }
  },
};

export const hbaRadiusServerNamePage: RulePage = {
  why: "The server looks the names up when it loads the file. If it cannot find one, it refuses the whole file, with “could not translate RADIUS server name” in its log: it does not start, and a reload keeps the old records. Names under `.invalid` never exist (RFC 6761, 6.4), nor does an empty one, or one with a port (`host:1812`). Whether other names exist is not checked here.",
  bad: [
    `
    # pgssl: version=18
    host all all all radius radiusservers=radius.invalid radiussecrets=s
    #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1:1812 radiussecrets=s
    #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets=s
    `,
  ],
};

/** Certain to be found in no `hosts` file and no DNS; an address is not a name. */
function isNowhere(server: string): boolean {
  if (server === "" || /\.invalid\.?$/i.test(server)) return true;
  return /[\s:@/\\"'<>|(){}[\],;=?*]/.test(server) && !numericAddress(server);
}
