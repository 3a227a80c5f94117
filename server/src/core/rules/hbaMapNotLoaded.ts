import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { nameOf } from "../cluster/uris.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const hbaMapNotLoaded: Rule = {
  id: "hba-map-not-loaded",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The option `map` names a map of a pg_ident.conf that the server does not load.",
  instead: "Correct pg_ident.conf at the place that the message names.",
  hbaAccess(record, context, report) {
    const { identFault, identMaps } = context;
    if (record.options.length === 0 || !identFault || !usableMethod(record, context)) return;
    const option = effectiveOption(record, "map");
    if (!option?.value || identMaps?.has(option.value) === false) return;
    const { uri, place } = identFault;
    const where = place && `Line ${place.line + 1} of ${nameOf(uri)}`;
    const message = where
      ? `${where} is refused, so connections here fail; correct that line.`
      : `The server has no permission to read ${nameOf(uri)}, so connections here fail; change its mode or owner.`;
    report(option.valueSpan ?? option.token.span, message, {
      detail:
        "The server starts without any map, and refuses every connection that matches this record. A reload keeps the maps that the server has, until it restarts.",
      ...(where && { related: [{ place, message: "The server refuses this line.", inMessage: where }] }),
    });
  },
};

export const hbaMapNotLoadedPage: RulePage = {
  why: "A single refused line in pg_ident.conf, or in a file that it includes, removes all maps. So does a file that the server has no permission to read. The server starts without any map, and then refuses every connection that matches a record with `map`. A reload keeps the maps that the server has, until it restarts.",
  bad: [
    `
    -- pg_ident.conf --
    admins alice postgres
    admins bob
    -- pg_hba.conf --
    local all all peer map=admins
    #                      ^^^^^^
    `,
  ],
  good: [
    `
    -- pg_ident.conf --
    admins alice postgres
    -- pg_hba.conf --
    local all all peer map=admins
    `,
    `
    -- pg_ident.conf --
    admins alice postgres
    admins bob
    -- pg_hba.conf --
    local all all peer
    local all all md5
    `,
  ],
};
