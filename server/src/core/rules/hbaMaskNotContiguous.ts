import { maskOf } from "../cluster/access/maskOf.ts";
import { formatAddress, maskedBytes, maskLength, prefixMask } from "../model/address.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaMaskNotContiguous: Rule = {
  id: "hba-mask-not-contiguous",
  severity: "warning",
  serverEffect: null,
  summary: "A netmask has ones after a zero.",
  instead: "Write `address/bits`, or a mask of leading ones.",
  hba(record, _context, report) {
    const mask = maskOf(record);
    if (!mask || !record.mask || mask.family !== record.numericAddress?.family) return;
    if (maskLength(mask.bytes) !== undefined) return;
    const meant = networkOfWildcard(record);
    if (meant)
      report(
        record.mask.span,
        `The netmask is inverted, as in the wildcard masks of routers; write ${meant}.`,
        {
          detail:
            "The server compares the bits that a netmask sets, and ignores those that it leaves at zero.",
        },
      );
    else
      report(
        record.mask.span,
        `The netmask ${formatAddress(mask.bytes)} has ones after zeros and matches scattered addresses; write address/bits.`,
        { detail: "The server accepts any mask, and compares only the bits that it covers." },
      );
  },
  fix({ span }, target) {
    const { record } = target;
    const meant = "options" in record ? networkOfWildcard(record) : undefined;
    if (!meant || !("options" in record) || !record.address || !writtenToken(target, span)) return [];
    const whole = { start: record.address.span.start, end: span.end };
    return [replaceText(target, `Change to ${meant}`, whole, meant)];
  },
};

export const hbaMaskNotContiguousPage: RulePage = {
  why: "The server accepts any mask and compares the bits that it covers. The addresses that match are then scattered over several networks, which is rarely meant: usually a number is mistyped.",
  bad: [
    `
    host all all 10.0.0.0 255.0.255.0 scram-sha-256
    #                     ^^^^^^^^^^^
    `,
    `
    host all all 10.1.2.3 0.0.0.255 scram-sha-256
    #                     ^^^^^^^^^
    `,
  ],
  fixed: [
    null,
    `
    host all all 10.1.2.0/24 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 10.0.0.0 255.255.0.0 scram-sha-256
    `,
  ],
};

/** The network that a mask means whose zeros come before its ones, as routers write them. */
function networkOfWildcard(record: HbaRecord): string | undefined {
  const { numericAddress: address } = record;
  const bits = maskLength(maskOf(record)?.bytes.map((byte) => 255 - byte) ?? []);
  if (!address || bits === undefined || !record.mask) return undefined;
  return `${formatAddress(maskedBytes(address.bytes, prefixMask(bits, address.family)))}/${bits}`;
}
