import type { Rule } from "../ruleKit/rule.ts";
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
    "Correct the address, write a network as `address/bits`, or write `.example.com` for all hosts of a domain.",
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
        `${shown(token.text)} is not a valid IP address and matches nobody as a host name: write address/bits.`,
        { detail: comparison },
      );
    else if (token.text.includes("*"))
      report(
        token.span,
        `${shown(token.text)} matches nobody, as host names have no wildcards: write a leading dot, as in .example.com.`,
        { detail: `${comparison} A name that starts with a dot matches all hosts below it.` },
      );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const suffix = token && /^\*(\.[^*]*[^*.0-9][^*]*)$/.exec(token.text)?.[1];
    return suffix ? [replaceText(target, `Change to ${suffix}`, token.span, suffix)] : [];
  },
};

const comparison =
  "The server accepts the line, and compares the whole text with the host name that the client's address has in the DNS.";
