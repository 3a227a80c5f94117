import { effectiveMask, prefixOf } from "../cluster/access/reach.ts";
import { formatAddress, hasBitsBeyond, maskedBytes, maskLength } from "../model/address.ts";
import { misreadAddress } from "../ruleKit/misreadAddress.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaAddressHostBits: Rule = {
  id: "hba-address-host-bits",
  severity: "warning",
  serverEffect: null,
  summary: "An address sets bits that its mask ignores.",
  instead: "Write the network's own address, or `/32` (IPv6: `/128`) if one machine is meant.",
  hba(record, _context, report) {
    const token = record.address?.tokens[0];
    const network = networkOf(record);
    if (!token || !network || misreadAddress(record)) return;
    report(
      token.span,
      `The line matches all of ${network.text}; write that, or ${network.one} for the one address.`,
      {
        detail:
          "The mask ignores some of the bits that the address sets; the server compares only the others.",
      },
    );
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const token = writtenToken(target, span);
    const network = networkOf(target.record);
    if (!token || !network) return [];
    const asNetwork = replaceText(target, `Change to ${network.written}`, span, network.written);
    return token.text.includes("/")
      ? [asNetwork, replaceText(target, `Change to ${network.one}`, span, network.one)]
      : [asNetwork];
  },
};

export const hbaAddressHostBitsPage: RulePage = {
  why: "The server compares only the bits that the mask covers, so the line matches the whole network and not the one address that it seems to name.",
  bad: [
    `
    host all all 192.168.1.77/24 scram-sha-256
    #            ^^^^^^^^^^^^^^^
    `,
    `
    host all all 10.1.2.3 255.0.0.0 scram-sha-256
    #            ^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 192.168.1.0/24 scram-sha-256
    `,
    `
    host all all 10.0.0.0 255.0.0.0 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 192.168.1.0/24 scram-sha-256
    host all all 192.168.1.77/32 scram-sha-256
    `,
  ],
};

/** The network that a record really matches, if its address has bits outside it. */
function networkOf(record: HbaRecord) {
  const { numericAddress, address } = record;
  if (!numericAddress) return undefined;
  const prefix = prefixOf(record);
  if (prefix !== undefined && !hasBitsBeyond(numericAddress.bytes, prefix)) return undefined;
  const mask = effectiveMask(record);
  if (!mask) return undefined;
  const masked = maskedBytes(numericAddress.bytes, mask);
  if (masked.every((byte, index) => byte === numericAddress.bytes[index])) return undefined;
  const network = formatAddress(masked);
  const bits = maskLength(mask);
  if (bits === undefined) return undefined; // such a mask has a rule of its own
  const hasPrefix = address?.tokens[0]?.text.includes("/") ?? false;
  return {
    text: `${network}/${bits}`,
    written: hasPrefix ? `${network}/${bits}` : network,
    one: `${formatAddress(numericAddress.bytes)}/${numericAddress.family === 4 ? 32 : 128}`,
  };
}
