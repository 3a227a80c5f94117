import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";

export const hbaRadiusListInvalid: Rule = {
  id: "hba-radius-list-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A list of RADIUS servers, secrets, ports or identifiers is not well formed.",
  why: "The value is a list, separated by commas; an item with blanks or commas stands in quotation marks of its own, doubled inside those of pg_hba.conf. The server refuses the file otherwise.",
  instead: 'Write `radiusservers="one,two"`, and `radiussecrets="""a secret"""` for an item with blanks.',
  bad: [
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets="a secret"
    #                                               ^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers="127.0.0.1," radiussecrets=s
    #                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    host all all all radius radiusservers="127.0.0.1,127.0.0.2" radiussecrets="""a secret"""
    `,
  ],
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "radius") return;
    for (const { name, value, token } of record.options) {
      const kind = authOption(name, context.serverVersion)?.kind;
      if (value === undefined || (kind !== "list" && kind !== "port-list") || readCommaList(value)) continue;
      report(
        token.span,
        `${name} is a list separated by commas, and this one has an empty item, an open quotation mark or a blank inside an item, so the server refuses the file.`,
      );
    }
  },
};
