import { usableMethod } from "../cluster/access/usableMethod.ts";
import { authOption } from "../data/authOptions.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";
import { quoteAuth } from "../syntax/quote.ts";

export const hbaRadiusListInvalid: Rule = {
  id: "hba-radius-list-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "A list of RADIUS servers, secrets, ports or identifiers is not well formed.",
  instead: 'Write `radiusservers="one,two"`, and `radiussecrets="""a secret"""` for an item with blanks.',
  hbaAccess(record, context, report) {
    if (record.options.length === 0 || usableMethod(record, context)?.name !== "radius") return;
    for (const { name, value, token } of record.options) {
      const kind = authOption(name, context.serverVersion)?.kind;
      if (value === undefined || (kind !== "list" && kind !== "port-list") || readCommaList(value)) continue;
      report(
        token.span,
        `${name} is not a well-formed list; look for an empty item, an open quote, or a blank in an item.`,
        {
          detail:
            'Items are separated by commas; an item with blanks or commas needs quotation marks of its own, doubled inside those of pg_hba.conf: """two words""".',
          refusal: fileRefused("could not parse RADIUS"),
        },
      );
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const [name = "", value = ""] = token?.text.split(/=(.*)/s) ?? [];
    if (!token || value.includes('"')) return [];
    const items = value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== "")
      .map((item) => (/\s/.test(item) ? `"${item}"` : item));
    const list = items.join(",");
    const written = /[",]/.test(list) ? quoteAuth(list) : list;
    return items.length === 0
      ? []
      : [replaceText(target, "Write it as a list", token.span, `${name}=${written}`)];
  },
};

export const hbaRadiusListInvalidPage: RulePage = {
  why: "The value is a list, separated by commas. An item with blanks or commas needs quotation marks of its own, doubled inside those of pg_hba.conf. Otherwise the server refuses the whole file, with “could not parse RADIUS … list” in its log: it does not start, and a reload keeps the old records.",
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
  fixed: [
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets="""a secret"""
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets=s
    `,
  ],
  good: [
    `
    # pgssl: version=18
    host all all all radius radiusservers="127.0.0.1,127.0.0.2" radiussecrets="""a secret"""
    `,
  ],
};
