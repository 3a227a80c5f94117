import { maskLength, numericAddress, prefixLength } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RuleExamples } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaPrefixInvalid: Rule = {
  id: "hba-prefix-invalid",
  severity: "error",
  serverEffect: "line-error",
  summary: "What follows the slash of an IP address is not a number of bits.",
  why: "The server reads a decimal number there, 0 to 32 for IPv4 and 0 to 128 for IPv6. Otherwise it refuses the whole file, with “invalid CIDR mask in address” in its log: it does not start, and a reload keeps the old records.",
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
      { detail: fileRefused("invalid CIDR mask in address") },
    );
  },
  fix({ span }, target) {
    const { record } = target;
    const token = writtenToken(target, span);
    if (!token || !("numericAddress" in record) || !record.numericAddress) return [];
    const bits = meantLength(token.text.slice(token.text.indexOf("/") + 1), record.numericAddress.family);
    const end = token.span.start + token.text.indexOf("/") + 1;
    return bits === undefined || token.quoted || end > token.span.end
      ? []
      : [replaceText(target, `Change to /${bits}`, { start: end, end: token.span.end }, String(bits))];
  },
};

export const hbaPrefixInvalidExamples: RuleExamples = {
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
    host all all 10.0.0.0/ scram-sha-256
    #            ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/32 scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all ::1/128 scram-sha-256
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

/** The number of bits of a netmask behind the slash, and of a number that is too high the highest. */
function meantLength(text: string, family: 4 | 6): number | undefined {
  const mask = numericAddress(text);
  if (/^\d{1,4}$/.test(text)) return family === 4 ? 32 : 128;
  return mask?.family === family ? maskLength(mask.bytes) : undefined;
}
