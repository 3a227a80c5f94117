import { type EmptyNetwork, emptyNetworkOf } from "../cluster/access/emptyNetwork.ts";
import { effectiveMask } from "../cluster/access/reach.ts";
import { formatAddress, maskLength } from "../model/address.ts";
import { misreadAddress } from "../ruleKit/misreadAddress.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

export const hbaAddressNoClient: Rule = {
  id: "hba-address-no-client",
  severity: "warning",
  serverEffect: null,
  summary: "The record matches only addresses that no client can have.",
  instead:
    "Write `0.0.0.0/0`, `::/0` or `all` if everyone is meant, and otherwise the address or network of the clients.",
  hba(record, _context, report) {
    const { address, mask } = record;
    const network = networkOf(record);
    if (!address || !network || misreadAddress(record)) return;
    const span = { start: address.span.start, end: (mask ?? address).span.end };
    const written = `${address.tokens[0]?.text ?? ""}${mask ? ` ${mask.tokens[0]?.text ?? ""}` : ""}`;
    report(span, `${written} matches nobody, as no client has this address; ${advice(network)}.`, {
      detail: details[network.kind],
    });
  },
  fix({ span }, target) {
    const { record } = target;
    if (!("options" in record)) return [];
    const network = networkOf(record);
    if (!network || !writtenToken(target, record.address?.span ?? span)) return [];
    const mapped = network.kind === "mapped" ? unmapped(record) : undefined;
    if (mapped) return [replaceText(target, `Change to ${mapped}`, span, mapped)];
    if (network.kind !== "unspecified") return [];
    return [everyone(network), "all"].map((text) => replaceText(target, `Change to ${text}`, span, text));
  },
};

export const hbaAddressNoClientPage: RulePage = {
  why: "`0.0.0.0/32` and `::/128` are each one address, the unspecified one, which no client has: the line loads and matches nobody. The same holds for multicast and broadcast addresses, and for IPv4 addresses written as IPv6 (`::ffff:10.0.0.1`): the server sees clients over IPv4 with their IPv4 addresses.",
  bad: [
    `
    host all all 0.0.0.0/32 scram-sha-256
    #            ^^^^^^^^^^
    `,
    `
    hostssl all all ::/128 scram-sha-256
    #               ^^^^^^
    `,
    `
    hostssl all all 0.0.0.0 255.255.255.255 trust
    #               ^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all ::ffff:10.1.0.0/112 scram-sha-256
    #               ^^^^^^^^^^^^^^^^^^^
    `,
    `
    hostssl all all 255.255.255.255/32 scram-sha-256
    #               ^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 0.0.0.0/0 scram-sha-256
    `,
    `
    hostssl all all ::/0 scram-sha-256
    `,
    `
    hostssl all all 0.0.0.0/0 trust
    `,
    `
    hostssl all all 10.1.0.0/16 scram-sha-256
    `,
    null,
  ],
  good: [
    `
    host all all 0.0.0.0/0 scram-sha-256
    host all all ::/0 scram-sha-256
    host all all ::/127 scram-sha-256
    host all all 0.0.0.0/1 scram-sha-256
    `,
  ],
};

function networkOf(record: HbaRecord): EmptyNetwork | undefined {
  const mask = effectiveMask(record);
  return mask && record.numericAddress && emptyNetworkOf(record.numericAddress, mask);
}

function advice(network: EmptyNetwork): string {
  if (network.kind === "mapped") return "write the IPv4 address";
  return network.kind === "unspecified" ? `write ${everyone(network)} or all for everyone` : "correct it";
}

function everyone({ bytes }: EmptyNetwork): string {
  return bytes.length === 4 ? "0.0.0.0/0" : "::/0";
}

function unmapped(record: HbaRecord): string | undefined {
  const bits = maskLength(effectiveMask(record) ?? []);
  const bytes = record.numericAddress?.bytes.slice(12);
  return bits === undefined || !bytes ? undefined : `${formatAddress(bytes)}/${bits - 96}`;
}

const details: Readonly<Record<EmptyNetwork["kind"], string>> = {
  unspecified:
    "The mask leaves only the unspecified address and its neighbours, which no client has. Check the method before you open the record to everyone.",
  multicast: "These addresses mean groups of machines; no connection comes from one.",
  broadcast: "This address means all machines of a network; no connection comes from it.",
  mapped: "The server sees clients over IPv4 with their IPv4 addresses, and never in this form of IPv6.",
};
