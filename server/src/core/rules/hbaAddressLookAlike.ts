import { numericAddress } from "../model/address.ts";
import { lookAlike } from "../ruleKit/lookAlike.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaAddressLookAlike: Rule = {
  id: "hba-address-look-alike",
  severity: "warning",
  serverEffect: null,
  summary:
    "A value that looks like an IP address or like a wildcard pattern is a plain host name to the server.",
  why: "What the C library cannot read as an address is a host name to the server, without any check: it compares `1.2.3.300` with the names that clients' addresses have in the DNS, and the line matches nobody. Wildcards have no meaning; a name that starts with a dot matches all hosts below it.",
  instead:
    "Write `all` for everyone. Correct the address, write a network as `address/bits`, or write `.example.com` for all hosts of a domain.",
  hba({ address, numericAddress }, _context, report) {
    const token = address?.tokens[0];
    if (!token || numericAddress || address.tokens.length > 1 || token.text.includes("/")) return;
    const found = lookAlike(token, "address", false);
    if (found)
      report(token.span, `${shown(token.text)} ${found.problem}: write ${found.advice}.`, {
        detail: `${comparison} A name that starts with a dot matches all hosts below it.`,
      });
    else if (/^(?=[^:]*:)[0-9a-f:.[\]]+$|^[0-9][0-9.-]*$/i.test(token.text))
      report(
        token.span,
        `${shown(token.text)} is not a valid IP address and matches nobody as a host name: write address/bits.`,
        { detail: comparison },
      );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    if (!token) return [];
    const bare = /^\[(.*)\]$/.exec(token.text)?.[1] ?? "";
    const meant = lookAlike(token, "address", false)?.meant ?? (numericAddress(bare) && `${bare}/128`);
    return meant === undefined ? [] : [replaceText(target, `Change to ${meant}`, token.span, meant)];
  },
};

export const hbaAddressLookAlikeExamples: RuleExamples = {
  bad: [
    `
    host all all 192.168.1.300 scram-sha-256
    #            ^^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.* scram-sha-256
    #            ^^^^^^^^
    `,
    `
    host all all [::1] scram-sha-256
    #            ^^^^^
    `,
    `
    host all all *.example.com scram-sha-256
    #            ^^^^^^^^^^^^^
    `,
    `
    host all all * scram-sha-256
    #            ^
    `,
    `
    host all all 192.168.% scram-sha-256
    #            ^^^^^^^^^
    `,
    `
    host all all 'db.example.com' scram-sha-256
    #            ^^^^^^^^^^^^^^^^
    `,
    `
    host all all any scram-sha-256
    #            ^^^
    `,
  ],
  fixed: [
    null,
    `
    host all all 10.0.0.0/24 scram-sha-256
    `,
    `
    host all all ::1/128 scram-sha-256
    `,
    `
    host all all .example.com scram-sha-256
    `,
    `
    host all all all scram-sha-256
    `,
    `
    host all all 192.168.0.0/16 scram-sha-256
    `,
    `
    host all all db.example.com scram-sha-256
    `,
    `
    host all all all scram-sha-256
    `,
  ],
  good: [
    `
    host all all 192.168.1.30/32 scram-sha-256
    host all all .example.com scram-sha-256
    `,
  ],
};

const comparison =
  "The server accepts the line, and compares the whole text with the host name that the client's address has in the DNS.";
