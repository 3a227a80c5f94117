import { maskOf } from "../cluster/access/maskOf.ts";
import { formatAddress, maskLength } from "../model/address.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaMaskNotContiguous: Rule = {
  id: "hba-mask-not-contiguous",
  severity: "warning",
  serverEffect: null,
  summary: "A netmask has ones after a zero.",
  why: "The server takes any mask and compares the bits it covers. Addresses are scattered over several networks then, which is hardly ever meant: mostly a number is mistyped.",
  instead: "Write `address/bits`, or a mask of leading ones.",
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
  hba(record, _context, report) {
    const mask = maskOf(record);
    if (!mask || !record.mask || mask.family !== record.numericAddress?.family) return;
    if (maskLength(mask.bytes) !== undefined) return;
    report(
      record.mask.span,
      `The netmask ${formatAddress(mask.bytes)} has ones after zeros: the server takes it, but the line matches scattered addresses.`,
    );
  },
};
