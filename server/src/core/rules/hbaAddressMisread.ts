import { maskOf } from "../cluster/access/maskOf.ts";
import { misreadAddress } from "../ruleKit/misreadAddress.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaAddressMisread: Rule = {
  id: "hba-address-misread",
  severity: "warning",
  serverEffect: null,
  summary: "An IPv4 address is shortened or has leading zeros, and the server reads another address.",
  instead: "Write all four numbers, in decimal: `192.168.0.0/16`, `10.0.10.0/24`.",
  hba(record, _context, report) {
    const misread = misreadAddress(record);
    if (!misread || !record.address) return;
    const { read, meant, suffix } = misread;
    if (suffix === "" && !maskOf(record)) return; // without a mask the server refuses the line, which another rule reports
    report(
      record.address.span,
      `${record.address.tokens[0]?.text} is read as ${read}${suffix}; write ${meant}${suffix}.`,
      {
        detail:
          "The last of fewer than four numbers fills all bytes that are left, and a leading zero makes a number octal.",
      },
    );
  },
  fix({ span }, target) {
    if (!("options" in target.record) || !writtenToken(target, span)) return [];
    const { read, meant, suffix } = misreadAddress(target.record) ?? {};
    return [meant, read].flatMap((address) =>
      address === undefined
        ? []
        : [replaceText(target, `Change to ${address}${suffix}`, span, `${address}${suffix}`)],
    );
  },
};

export const hbaAddressMisreadPage: RulePage = {
  why: "The C library lets the last number fill all bytes that are left, so `192.168/16` is 192.0.0.168 with a mask of 16 bits: it matches 192.0.0.0/16. A number with a leading zero is octal: `10.0.010.0` is 10.0.8.0. The line loads and is for other clients than it seems.",
  bad: [
    `
    host all all 192.168/16 scram-sha-256
    #            ^^^^^^^^^^
    `,
    `
    host all all 10/8 scram-sha-256
    #            ^^^^
    `,
    `
    host all all 10.0.010.0/24 scram-sha-256
    #            ^^^^^^^^^^^^^
    `,
    `
    host all all 172.16 255.240.0.0 scram-sha-256
    #            ^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 192.168.0.0/16 scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all 10.0.10.0/24 scram-sha-256
    `,
    `
    host all all 172.16.0.0 255.240.0.0 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 192.168.0.0/16 scram-sha-256
    host all all 0/0 scram-sha-256
    hostssl all all ::/0 scram-sha-256
    host all all 0x7f.0.0.1/32 scram-sha-256
    `,
  ],
};
