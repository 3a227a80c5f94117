import { nameOf } from "../cluster/uris.ts";
import type { Place } from "../model/span.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import { hostsRefused } from "../ruleKit/hostsFileUse.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord, removeWord, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { HostsRecord } from "../syntax/hosts/hostsRecord.ts";

export const hostsNameDuplicate: Rule = {
  id: "hosts-name-duplicate",
  severity: "error",
  serverEffect: "start-error",
  summary: "pg_hosts.conf names the same host twice.",
  instead: "Remove one of the two.",
  hosts({ hostNames }, context, report) {
    if (!hostNames || hostNames.tokens.length < 2) return;
    const seen = new Set<string>();
    for (const { text, span, isUnknown } of hostNames.tokens) {
      const name = folded(text);
      if (seen.has(name) && !isUnknown)
        report(
          span,
          `${shown(text)} occurs twice in this list; remove one.`,
          hostsRefused(context, caseless),
        );
      seen.add(name);
    }
  },
  cluster({ cluster }, report) {
    const firsts = new Map<string, Place>();
    for (const { setting, hostNames = [], hostPlaces = [] } of cluster.fileUses) {
      if (setting !== "ssl_cert_file") continue;
      for (const [index, place] of hostPlaces.entries()) {
        const text = hostNames[index] ?? "";
        const first = firsts.get(folded(text));
        if (!first) firsts.set(folded(text), place);
        else if (first.line !== place.line || first.uri !== place.uri) {
          const where = `line ${first.line + 1}${inFile(first, place)}`;
          report(place, `${shown(text)} is in ${where} too; remove one of them.`, {
            detail: caseless,
            refusal: sslRefused,
            related: [{ place: first, message: "The first line for this host.", inMessage: where }],
          });
        }
      }
    }
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const { hostNames } = target.record as HostsRecord;
    return [
      hostNames?.tokens.length === 1
        ? removeRecord(target, "Remove this line")
        : removeWord(target, "Remove the name", token),
    ];
  },
};

export const hostsNameDuplicatePage: RulePage = {
  why: "A host has one certificate, so the server refuses to start when a name occurs twice, on one line or two, without regard to case; a reload keeps the old SSL configuration. The same is true of `*` and `/no_sni/`.",
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
  fixed: [
    `
    db.example.com db.crt db.key
    `,
    `
    -- pg_hosts.conf --
    db.example.com server.crt server.key
    `,
  ],
  good: [
    `
    db.example.com,db2.example.com db.crt db.key
    `,
  ],
};

const caseless = "Names are compared without regard to case.";

function inFile(first: Place, place: Place): string {
  return first.uri === place.uri ? "" : ` of ${nameOf(first.uri)}`;
}

/** As the server compares names: only ASCII letters have no case. `/no_sni/` in capitals is a name like any other. */
function folded(name: string): string {
  if (name !== "/no_sni/" && name.toLowerCase() === "/no_sni/") return `name ${name.toLowerCase()}`;
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
