import { maskOf } from "../cluster/access/maskOf.ts";
import { authMethods } from "../data/authMethods.ts";
import { numericAddress } from "../model/address.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

const methods: ReadonlySet<string> = new Set(authMethods.map((method) => method.name));

export const hbaMaskMissing: Rule = {
  id: "hba-mask-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An IP address stands without the length of its network or a netmask.",
  why: "The server takes the word after a bare IP address for its netmask, so the method is read as a mask and the file is refused.",
  instead:
    "Add the number of bits that count: `/32` (IPv4) or `/128` (IPv6) for one machine, `/24` and the like for a network.",
  bad: [
    `
    host all all 10.1.2.3 scram-sha-256
    #            ^^^^^^^^
    `,
    `
    hostssl all all ::1 cert
    #               ^^^
    `,
    `
    host all all 10
    #            ^^ a number alone is an IP address, too: 0.0.0.10
    `,
  ],
  fixed: [
    `
    host all all 10.1.2.3/32 scram-sha-256
    `,
    `
    hostssl all all ::1/128 cert
    `,
  ],
  good: [
    `
    host all all 10.1.2.3/32 scram-sha-256
    host all all 10.0.0.0 255.0.0.0 scram-sha-256
    `,
  ],
  hba(record, _context, report) {
    const { address, numericAddress, mask } = record;
    const token = address?.tokens[0];
    if (!numericAddress || !token || address.tokens.length > 1 || token.text.includes("/")) return;
    const next = mask?.tokens[0];
    if (next ? !methods.has(next.text) || maskOf(record) : !record.isComplete) return;
    const one = numericAddress.family === 4 ? "/32" : "/128";
    const misread = next ? `, and the server takes ${shown(next.text)} for its netmask` : "";
    report(
      token.span,
      `The address has neither the length of its network nor a netmask${misread}: write ${token.text}${one} for this one address.`,
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const number = token && numericAddress(token.text);
    if (!number) return [];
    const one = number.family === 4 ? "/32" : "/128";
    // A short form of IPv4 is hardly what was meant, and an address that ends in 0 is rather a network.
    if (!/:|(?:\d+\.){3}/.test(token.text)) return [];
    const isOneMachine = number.bytes.at(-1) !== 0;
    return [
      replaceText(target, `Add ${one}`, token.span, token.text + one, isOneMachine ? "safe" : undefined),
    ];
  },
};
