import type { Rule } from "../rule.ts";
import { shown } from "../words.ts";
import { hostsDetails } from "./hostsFileUse.ts";

export const nameDuplicate: Rule = {
  id: "hosts-name-duplicate",
  severity: "error",
  serverEffect: "start-error",
  summary: "A line of pg_hosts.conf names the same host twice.",
  why: "A host has one certificate, so the server refuses its TLS configuration when a name comes twice; case does not count.",
  instead: "Remove one of them.",
  bad: [
    `
    db.example.com,DB.example.com db.crt db.key
    #              ^^^^^^^^^^^^^^
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
      const name = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
      if (seen.has(name) && !isUnknown)
        report(
          span,
          `${shown(text)} stands twice in this list (case does not count), so the server does not start: remove one.`,
          hostsDetails(context),
        );
      seen.add(name);
    }
  },
};
