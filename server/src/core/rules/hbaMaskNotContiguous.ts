import { maskOf } from "../cluster/access/maskOf.ts";
import { formatAddress, maskLength } from "../model/address.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";

export const hbaMaskNotContiguous: Rule = {
  id: "hba-mask-not-contiguous",
  severity: "warning",
  serverEffect: null,
  summary: "A netmask has ones after a zero.",
  why: "The server accepts any mask and compares the bits that it covers. The addresses that match are then scattered over several networks, which is rarely meant: usually a number is mistyped.",
  instead: "Write `address/bits`, or a mask of leading ones.",
  hba(record, _context, report) {
    const mask = maskOf(record);
    if (!mask || !record.mask || mask.family !== record.numericAddress?.family) return;
    if (maskLength(mask.bytes) !== undefined) return;
    report(
      record.mask.span,
      `The netmask ${formatAddress(mask.bytes)} has ones after zeros and matches scattered addresses; write address/bits.`,
      { detail: "The server accepts any mask, and compares only the bits that it covers." },
    );
  },
};

export const hbaMaskNotContiguousExamples: RuleExamples = {
  bad: [
    `
    host all all 10.0.0.0 255.0.255.0 scram-sha-256
    #                     ^^^^^^^^^^^
    `,
  ],
  good: [
    `
    host all all 10.0.0.0 255.255.0.0 scram-sha-256
    `,
  ],
};
