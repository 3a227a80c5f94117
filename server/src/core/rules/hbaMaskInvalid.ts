import { maskOf } from "../cluster/access/maskOf.ts";
import { authMethods } from "../data/authMethods.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

const methods: ReadonlySet<string> = new Set(authMethods.map((method) => method.name));

export const hbaMaskInvalid: Rule = {
  id: "hba-mask-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The netmask after an IP address is no address, or one of the other family.",
  why: "The server takes the word after a bare IP address for its netmask and refuses the file when it cannot read it as one.",
  instead:
    "Write a mask of the address's own family, such as `255.255.255.0` or `ffff:ffff::`, or use the form `address/bits`.",
  bad: [
    `
    host all all 10.1.2.3 255.255.255.256 scram-sha-256
    #                     ^^^^^^^^^^^^^^^
    `,
    `
    host all all 10.1.2.3 ffff:: scram-sha-256
    #                     ^^^^^^
    `,
    `
    host all all :: 0 reject
    #               ^ this is IPv4
    `,
  ],
  good: [
    `
    host all all 10.0.0.0 255.0.0.0 scram-sha-256
    host all all :: 0::0 reject
    host all all 10.0.0.0 255.0.255.0 scram-sha-256
    `,
  ],
  hba(record, _context, report) {
    const { address, numericAddress, mask } = record;
    const token = mask?.tokens[0];
    if (!numericAddress || !token || mask.tokens.length > 1 || (address?.tokens.length ?? 0) > 1) return;
    const number = maskOf(record);
    if (!number && methods.has(token.text)) return; // the mask was left out: a rule of its own
    if (number?.family === numericAddress.family) return;
    const problem = number
      ? `is an IPv${number.family} address, but the address before it is IPv${numericAddress.family}`
      : "follows an IP address without /bits, so that the server takes it for the netmask, and it is not an address";
    report(token.span, `${shown(token.text)} ${problem}: write the network as address/bits.`);
  },
};
