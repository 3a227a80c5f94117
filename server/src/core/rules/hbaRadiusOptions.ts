import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { readCommaList } from "../syntax/hba/commaList.ts";

export const hbaRadiusOptions: Rule = {
  id: "hba-radius-options",
  severity: "error",
  serverEffect: "line-error",
  summary: "The options of `radius` are incomplete, or their lists differ in length.",
  instead: "Write one secret for all servers, or one for each.",
  hbaAccess(record, context, report) {
    const { method, isComplete } = record;
    if (method?.tokens[0]?.text !== "radius" || usableMethod(record, context)?.name !== "radius") return;
    const count = (name: string) => {
      const value = effectiveOption(record, name)?.value;
      return value === undefined ? 0 : readCommaList(value)?.length;
    };
    const servers = count("radiusservers");
    const secrets = count("radiussecrets");
    if (isComplete && (servers === 0 || secrets === 0)) {
      const missing = servers === 0 ? "radiusservers" : "radiussecrets";
      report(method.span, `The method radius needs ${missing}; add ${missing}=… to the line.`, {
        refusal: fileRefused(`requires argument "${missing}" to be set`),
      });
      return;
    }
    if (servers === undefined || !isComplete) return;
    for (const name of ["radiussecrets", "radiusports", "radiusidentifiers"]) {
      const items = count(name);
      const option = effectiveOption(record, name);
      if (!option || items === undefined || items < 2 || items === servers) continue;
      report(
        option.token.span,
        `${name} has ${items} items for ${servers} RADIUS ${servers === 1 ? "server" : "servers"}; write one for all, or one for each.`,
        { refusal: fileRefused("must be 1 or the same as the number of RADIUS servers") },
      );
    }
  },
};

export const hbaRadiusOptionsPage: RulePage = {
  why: "The method needs `radiusservers` and `radiussecrets` (“requires argument … to be set”). Secrets, ports and identifiers are one for all servers, or one for each (“must be 1 or the same as the number of RADIUS servers”). Otherwise the server refuses the whole file: it does not start, and a reload keeps the old records.",
  bad: [
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1
    #                ^^^^^^
    `,
    `
    # pgssl: version=18
    host all all all radius radiusservers=127.0.0.1 radiussecrets="a,b"
    #                                               ^^^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    # pgssl: version=18
    host all all all radius radiusservers="127.0.0.1,127.0.0.2" radiussecrets=s radiusports="1812,1813"
    `,
  ],
};
