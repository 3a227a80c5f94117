import { maskOf } from "../cluster/access/maskOf.ts";
import { authMethods } from "../data/authMethods.ts";
import { type NumericAddress, numericAddress } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { meantNetworks } from "../ruleKit/meantNetworks.ts";
import { misreadAddress } from "../ruleKit/misreadAddress.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

const methods: ReadonlySet<string> = new Set(authMethods.map((method) => method.name));

export const hbaMaskMissing: Rule = {
  id: "hba-mask-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "An IP address has neither a network length nor a netmask.",
  instead:
    "Add the number of bits that count: `/32` (IPv4) or `/128` (IPv6) for one machine, `/24` and the like for a network; `0.0.0.0/0`, `::/0` or `all` for everyone.",
  hba(record, _context, report) {
    const { address, numericAddress, mask } = record;
    const token = address?.tokens[0];
    if (!numericAddress || !token || address.tokens.length > 1 || token.text.includes("/")) return;
    const next = mask?.tokens[0];
    if (next ? !methods.has(next.text) || maskOf(record) : !record.isComplete) return;
    const refusal = fileRefused(next ? "invalid IP mask" : "end-of-line before netmask specification");
    const [best = "", second] = networksOf(record);
    const advice = isUnspecified(numericAddress)
      ? `${best} or ${second} for everyone`
      : second
        ? `${best}, or ${second.slice(second.indexOf("/"))} for one address`
        : `${best} for this one address`;
    report(token.span, `The address has no network length or netmask; write ${advice}.`, {
      ...(next && { detail: `The server reads ${shown(next.text)} as the netmask.` }),
      refusal,
    });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const networks = token && "options" in target.record ? networksOf(target.record) : [];
    if (!token) return [];
    // An address that ends in zeros is a network or everyone, and how much to let in is a decision.
    const safe = networks.length === 1 ? "safe" : undefined;
    return networks.map((network) => replaceText(target, `Write ${network}`, token.span, network, safe));
  },
};

export const hbaMaskMissingPage: RulePage = {
  why: "The server reads the word after a bare IP address as its netmask. That word is the method here, so the server refuses the whole file, with “invalid IP mask” in its log, or “end-of-line before netmask specification” if there is no word. It does not start, and a reload keeps the old records.",
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
    #            ^^ a number alone is an IP address, too: 0.0.0.10, which is hardly meant
    `,
    `
    host all all 0.0.0.0 scram-sha-256
    #            ^^^^^^^
    `,
    `
    host all all :: scram-sha-256
    #            ^^
    `,
    `
    host all all 192.168.1.0 scram-sha-256
    #            ^^^^^^^^^^^
    `,
    `
    host all all 2001:db8:1:: scram-sha-256
    #            ^^^^^^^^^^^^
    `,
    `
    host all all 172.16.0.0 scram-sha-256
    #            ^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.1.2.3/32 scram-sha-256
    `,
    `
    hostssl all all ::1/128 cert
    `,
    `
    host all all 10.0.0.0/8
    `,
    `
    host all all 0.0.0.0/0 scram-sha-256
    `,
    `
    host all all ::/0 scram-sha-256
    `,
    `
    host all all 192.168.1.0/24 scram-sha-256
    `,
    `
    host all all 2001:db8:1::/48 scram-sha-256
    `,
    `
    host all all 172.16.0.0/12 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 10.1.2.3/32 scram-sha-256
    host all all 10.0.0.0 255.0.0.0 scram-sha-256
    `,
  ],
};

/** What is meant; of an address that is read as another than its numbers say (`10` as 0.0.0.10), by its numbers. */
function networksOf(record: HbaRecord): readonly string[] {
  const text = misreadAddress(record)?.meant ?? record.address?.tokens[0]?.text ?? "";
  const number = numericAddress(text);
  return number ? meantNetworks(text, number) : [];
}

function isUnspecified({ bytes }: NumericAddress): boolean {
  return bytes.every((byte) => byte === 0);
}
