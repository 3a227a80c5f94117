import { maskLength, type NumericAddress, numericAddress, prefixLength } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { meantNetworks } from "../ruleKit/meantNetworks.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaPrefixInvalid: Rule = {
  id: "hba-prefix-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "What follows the slash of an IP address is not a number of bits.",
  instead:
    "Write how many leading bits count, `10.0.0.0/8` for instance; a netmask goes into a field of its own.",
  hba({ address, numericAddress: number }, _context, report) {
    const token = address?.tokens[0];
    if (!number || !token || address.tokens.length > 1) return;
    const slash = token.text.indexOf("/");
    const written = token.text.slice(slash + 1);
    if (slash < 0 || prefixLength(written, number.family) !== undefined) return;
    const { start, end } = token.span;
    const isPlain = end - start === token.text.length && written !== "";
    const most = number.family === 4 ? 32 : 128;
    report(
      isPlain ? { start: start + slash + 1, end } : token.span,
      `${shown(written)} is not a network length for IPv${number.family}; write 0 to ${most} after the slash.`,
      { refusal: fileRefused("invalid CIDR mask in address") },
    );
  },
  fix({ span }, target) {
    const { record } = target;
    const token = writtenToken(target, span);
    if (!token || !("numericAddress" in record) || !record.numericAddress) return [];
    const bits = meantLength(token.text, record.numericAddress);
    const end = token.span.start + token.text.indexOf("/") + 1;
    return bits === undefined || token.quoted || end > token.span.end
      ? []
      : [replaceText(target, `Change to /${bits}`, { start: end, end: token.span.end }, String(bits))];
  },
};

export const hbaPrefixInvalidPage: RulePage = {
  why: "The server reads a decimal number there, 0 to 32 for IPv4 and 0 to 128 for IPv6. Otherwise it refuses the whole file, with “invalid CIDR mask in address” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    host all all 10.0.0.0/33 scram-sha-256
    #                     ^^
    `,
    `
    host all all 10.0.0.0/255.0.0.0 scram-sha-256
    #                     ^^^^^^^^^
    `,
    `
    host all all ::1/129 scram-sha-256
    #                ^^^
    `,
    `
    host all all 0.0.0.0/255.255.255.255 scram-sha-256
    #                    ^^^^^^^^^^^^^^^
    host all all 10.1.2.0/0.0.0.255 reject
    #                     ^^^^^^^^^
    host all all 10.1.3.0/24; reject
    #                     ^^^
    host all all 10.1.2.3/33 reject
    #                     ^^
    `,
    `
    host all all 10.0.0.0/ scram-sha-256
    #            ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all ::1/128 scram-sha-256
    `,
    `
    host all all 0.0.0.0/0 scram-sha-256
    host all all 10.1.2.0/24 reject
    host all all 10.1.3.0/24 reject
    host all all 10.1.2.3/32 reject
    `,
    null,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    host all all ::/0 scram-sha-256
    host all all 10.0.0.0/08 scram-sha-256
    `,
  ],
};

/**
 * The length that is meant: that of a netmask behind the slash, also of one as routers have them, with zeros where others have ones;
 * the number before a stray character; where the number is too high, that of the network that the address looks like.
 */
function meantLength(text: string, number: NumericAddress): number | undefined {
  const [address = "", written = ""] = text.split("/", 2);
  const [network = ""] = meantNetworks(address, number);
  const ofNetwork = Number(network.slice(network.indexOf("/") + 1));
  const mask = numericAddress(written);
  const isWhole = mask?.bytes.every((byte) => byte === 255);
  if (/^\d{1,4}$/.test(written) || (isWhole && ofNetwork === 0)) return ofNetwork;
  if (mask?.family === number.family)
    return maskLength(mask.bytes) ?? maskLength(mask.bytes.map((byte) => 255 - byte));
  const [, digits] = /^(\d{1,3})[^\d/.]+$/.exec(written) ?? [];
  return digits === undefined ? undefined : prefixLength(digits, number.family);
}
