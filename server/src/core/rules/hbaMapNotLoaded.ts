import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { nameOf } from "../cluster/uris.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaMapNotLoaded: Rule = {
  id: "hba-map-not-loaded",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The option `map` names a map of a pg_ident.conf that the server does not load.",
  why: "One line that the server refuses, in pg_ident.conf or in a file that it includes, takes all maps away, and so does a file that the server may not read. The server starts all the same, without any map, and then refuses every connection that matches a record with `map`. A running server that reloads keeps the maps that it had, until it is restarted.",
  instead: "Mend pg_ident.conf; the message tells where.",
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
  hbaAccess(record, context, report) {
    const { identFault, identMaps } = context;
    if (record.options.length === 0 || !identFault || !usableMethod(record, context)) return;
    const option = effectiveOption(record, "map");
    if (!option?.value || identMaps?.has(option.value) === false) return;
    const { uri, place } = identFault;
    const cause = place ? `refuses line ${place.line + 1} of ${nameOf(uri)}` : `may not read ${nameOf(uri)}`;
    report(
      option.valueSpan ?? option.token.span,
      `The server ${cause}, so it starts without any map and refuses every connection that matches here: mend that file.`,
      place && { related: [{ place, message: "This line is refused." }] },
    );
  },
};
