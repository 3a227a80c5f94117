import { maskOf } from "../cluster/access/maskOf.ts";
import { authMethods } from "../data/authMethods.ts";
import { prefixLength } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

const methods: ReadonlySet<string> = new Set(authMethods.map((method) => method.name));

export const hbaMaskInvalid: Rule = {
  id: "hba-mask-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "The netmask after an IP address is not an address, or is one of the other family.",
  instead:
    "Write a mask of the address's own family, such as `255.255.255.0` or `ffff:ffff::`, or use the form `address/bits`.",
  hba(record, _context, report) {
    const { address, numericAddress, mask } = record;
    const token = mask?.tokens[0];
    if (!numericAddress || !token || mask.tokens.length > 1 || (address?.tokens.length ?? 0) > 1) return;
    const number = maskOf(record);
    if (!number && methods.has(token.text)) return; // the mask was left out: a rule of its own
    if (number?.family === numericAddress.family) return;
    const problem = number
      ? `is an IPv${number.family} netmask for an IPv${numericAddress.family} address`
      : "is not a valid netmask";
    const logged = number ? "IP address and mask do not match" : "invalid IP mask";
    report(token.span, `${shown(token.text)} ${problem}; write the network as address/bits.`, {
      detail: "The server reads the word after an IP address without /bits as the netmask.",
      refusal: fileRefused(logged),
    });
  },
  fix({ span }, target) {
    const { record } = target;
    if (!("numericAddress" in record) || !record.numericAddress) return [];
    const [address, mask] = [record.address?.tokens[0], record.mask?.tokens[0]];
    const bits = mask?.text.replace(/^\//, "") ?? "";
    if (
      !address ||
      !mask ||
      address.quoted ||
      !writtenToken(target, span) ||
      !writtenToken(target, address.span)
    )
      return [];
    if (!/^\d+$/.test(bits) || prefixLength(bits, record.numericAddress.family) === undefined) return [];
    const network = `${address.text}/${bits}`;
    return [
      replaceText(target, `Change to ${network}`, { start: address.span.start, end: mask.span.end }, network),
    ];
  },
};

export const hbaMaskInvalidPage: RulePage = {
  why: "The server reads the word after a bare IP address as its netmask, and refuses the whole file if it cannot (“invalid IP mask”) or if the families differ (“IP address and mask do not match”). It does not start, and a reload keeps the old records.",
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
  fixed: [
    null,
    null,
    `
    host all all ::/0 reject
    `,
  ],
  good: [
    `
    host all all 10.0.0.0 255.0.0.0 scram-sha-256
    host all all :: 0::0 reject
    host all all 10.0.0.0 255.0.255.0 scram-sha-256
    `,
  ],
};
