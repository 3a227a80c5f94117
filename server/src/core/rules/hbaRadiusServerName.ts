import { usableMethod } from "../cluster/access/usableMethod.ts";
import { numericAddress } from "../model/address.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";

export const hbaRadiusServerName: Rule = {
  id: "hba-radius-server-name",
  severity: "error",
  serverEffect: "line-error",
  summary: "A RADIUS server bears a name that cannot be looked up.",
  why: "The server looks the names up when it loads the file and refuses the file when one cannot be found. Names under `.invalid` never can (RFC 6761, 6.4), nor can an empty one, or one with a port (`host:1812`). Whether other names can is not judged here.",
  instead:
    "Write the server's address, or a name that the machine of the database server knows; a port goes into `radiusports`.",
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
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "radius") return;
    for (const { name, value, token } of record.options) {
      if (name !== "radiusservers" || value === undefined) continue;
      const wrong = readCommaList(value)?.find(isNowhere);
      if (wrong === undefined) continue;
      report(
        token.span,
        `The server looks up ${shown(wrong)} when it loads the file and cannot find it, so it refuses the file: write an address or an existing name.`,
      );
    }
  },
};

/** Certain to be found in no `hosts` file and no DNS; an address is no name. */
function isNowhere(server: string): boolean {
  if (server === "" || /\.invalid\.?$/i.test(server)) return true;
  return /[\s:@/\\"'<>|(){}[\],;=?*]/.test(server) && !numericAddress(server);
}
