import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaAddressLookAlike: Rule = {
  id: "hba-address-look-alike",
  severity: "warning",
  serverEffect: null,
  summary:
    "A word that looks like an IP address, or like a pattern of host names, is taken for a plain host name.",
  why: "What the C library cannot read as an address is a host name to the server, without any check: `1.2.3.300` is looked up in the DNS and matches nobody. Wildcards mean nothing; a name that starts with a dot matches all hosts below it.",
  instead:
    "Correct the address, write a network as `address/bits`, or `.example.com` for all hosts of a domain.",
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
  ],
  fixed: [
    null,
    null,
    null,
    `
    host all all .example.com scram-sha-256
    `,
  ],
  good: [
    `
    host all all 192.168.1.30/32 scram-sha-256
    host all all .example.com scram-sha-256
    `,
  ],
  hba({ address, numericAddress }, _context, report) {
    const token = address?.tokens[0];
    if (!token || numericAddress || address.tokens.length > 1 || token.text.includes("/")) return;
    if (/^[0-9a-f:.[\]]*:[0-9a-f:.[\]]*$|^[0-9*][0-9.*-]*$/i.test(token.text))
      report(
        token.span,
        `${shown(token.text)} is not a valid IP address, so the server takes it for a host name, which will match nobody: write an address/bits.`,
      );
    else if (token.text.includes("*"))
      report(
        token.span,
        `Host names know no wildcards, so ${shown(token.text)} matches nobody: a leading dot, as in .example.com, stands for all hosts below.`,
      );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const suffix = token && /^\*(\.[^*]*[^*.0-9][^*]*)$/.exec(token.text)?.[1];
    return suffix ? [replaceText(target, `Change to ${suffix}`, token.span, suffix)] : [];
  },
};
