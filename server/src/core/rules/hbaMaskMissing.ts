import { maskOf } from "../cluster/access/maskOf.ts";
import { authMethods } from "../data/authMethods.ts";
import { numericAddress } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

const methods: ReadonlySet<string> = new Set(authMethods.map((method) => method.name));

export const hbaMaskMissing: Rule = {
  id: "hba-mask-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An IP address has neither a network length nor a netmask.",
  why: "The server reads the word after a bare IP address as its netmask. That word is the method here, so the server refuses the whole file, with “invalid IP mask” in its log, or “end-of-line before netmask specification” if there is no word. It does not start, and a reload keeps the old records.",
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
    const refusal = fileRefused(next ? "invalid IP mask" : "end-of-line before netmask specification");
    report(
      token.span,
      `The address has no network length or netmask: write ${token.text}${one} for this one address.`,
      {
        detail: next ? `The server reads ${shown(next.text)} as the netmask. ${refusal}` : refusal,
      },
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
