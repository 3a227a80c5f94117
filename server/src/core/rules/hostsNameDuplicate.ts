import type { Place } from "../model/span.ts";
import { hostsDetails } from "../ruleKit/hostsFileUse.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hostsNameDuplicate: Rule = {
  id: "hosts-name-duplicate",
  severity: "error",
  serverEffect: "start-error",
  summary: "pg_hosts.conf names the same host twice.",
  why: "A host has one certificate, so the server does not start when a name comes twice, on one line or two; case does not count. The same goes for `*` and `/no_sni/`.",
  instead: "Remove one of them.",
  bad: [
    `
    db.example.com,DB.example.com db.crt db.key
    #              ^^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=19
    -- postgresql.conf --
    ssl = on
    ssl_sni = on
    -- pg_hosts.conf --
    db.example.com server.crt server.key
    DB.example.com server.crt server.key
    #^^^^^^^^^^^^^
    `,
  ],
  good: [
    `
    db.example.com,db2.example.com db.crt db.key
    `,
  ],
  hosts({ hostNames }, context, report) {
    if (!hostNames || hostNames.tokens.length < 2) return;
    const seen = new Set<string>();
    for (const { text, span, isUnknown } of hostNames.tokens) {
      const name = folded(text);
      if (seen.has(name) && !isUnknown)
        report(
          span,
          `${shown(text)} stands twice in this list (case does not count), so the server does not start: remove one.`,
          hostsDetails(context),
        );
      seen.add(name);
    }
  },
  cluster({ cluster }, report) {
    const firsts = new Map<string, Place>();
    for (const { role, hostNames = [], hostPlaces = [] } of cluster.fileUses) {
      if (role !== "ssl_cert_file") continue;
      for (const [index, place] of hostPlaces.entries()) {
        const text = hostNames[index] ?? "";
        const first = firsts.get(folded(text));
        if (!first) firsts.set(folded(text), place);
        else if (first.line !== place.line || first.uri !== place.uri)
          report(
            place,
            `${shown(text)} has a line of its own already (case does not count), so the server does not start: remove one.`,
            { related: [{ place: first, message: "It stands here first." }] },
          );
      }
    }
  },
};

/** As the server compares names: only ASCII letters lose their case. `/no_sni/` in capitals is a name like any other. */
function folded(name: string): string {
  if (name !== "/no_sni/" && name.toLowerCase() === "/no_sni/") return `name ${name.toLowerCase()}`;
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
