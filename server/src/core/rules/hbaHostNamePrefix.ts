import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaHostNamePrefix: Rule = {
  id: "hba-host-name-prefix",
  severity: "error",
  serverEffect: "line-error",
  summary: "Something that is not an IP address is followed by a slash.",
  why: "The C library cannot read the text as an address, so the server takes it for a host name, which has no network length; it refuses the file.",
  instead:
    "Correct the address (each number of an IPv4 address is at most 255; no brackets around IPv6), or leave out the slash after a host name or keyword.",
  bad: [
    `
    host all all 192.168.1.300/24 scram-sha-256
    #            ^^^^^^^^^^^^^^^^
    `,
    `
    host all all [::1]/128 scram-sha-256
    #            ^^^^^^^^^
    `,
    `
    host all all samenet/24 scram-sha-256
    #            ^^^^^^^^^^
    `,
  ],
  good: [
    `
    host all all 192.168.1.30/24 scram-sha-256
    host all all db.example.com scram-sha-256
    `,
  ],
  hba({ address, numericAddress }, _context, report) {
    const token = address?.tokens[0];
    if (!token || numericAddress || address.tokens.length > 1 || !token.text.includes("/")) return;
    const before = token.text.slice(0, token.text.indexOf("/"));
    const reason = /^\[.*\]$/.test(before)
      ? "IPv6 addresses stand here without brackets"
      : /^[0-9a-f.:]+$/i.test(before) && /[.:]/.test(before)
        ? "some part of it is out of range or missing"
        : "only IP addresses take a slash";
    report(
      token.span,
      `${shown(before)} is not an IP address, so the server takes it for a host name and refuses the slash: ${reason}.`,
    );
  },
};
