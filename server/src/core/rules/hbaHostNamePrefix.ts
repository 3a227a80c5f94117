import { formatAddress, maskedBytes, numericAddress, prefixLength, prefixMask } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { machine } from "../ruleKit/impossibleHostName.ts";
import { lookAlike } from "../ruleKit/lookAlike.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthToken } from "../syntax/authLine.ts";

export const hbaHostNamePrefix: Rule = {
  id: "hba-host-name-prefix",
  severity: "error",
  serverEffect: "line-error",
  summary: "The text before the slash of an address is not an IP address.",
  instead:
    "Correct the address (each number of an IPv4 address is at most 255; IPv6 has no brackets), or remove the slash after a host name or keyword.",
  hba({ address, numericAddress }, _context, report) {
    const token = address?.tokens[0];
    if (!token || numericAddress || address.tokens.length > 1 || !token.text.includes("/")) return;
    const before = token.text.slice(0, token.text.indexOf("/"));
    const meant = meantAddress(token);
    const advice =
      meant !== undefined
        ? `; write ${meant}`
        : before === ""
          ? ", and this column has no regular expressions; write .example.com for a domain"
          : isBrokenNumber(before)
            ? ", as a part of it is out of range or missing; correct it"
            : ", and only those can have a slash; remove the slash";
    const refusal = fileRefused("specifying both host name and CIDR mask is invalid");
    report(token.span, `${shown(before)} is not an IP address${advice}.`, {
      detail: "To the server it is a host name, which has no network length.",
      refusal,
    });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const meant = token && meantAddress(token);
    if (meant !== undefined) return [replaceText(target, `Change to ${meant}`, span, meant)];
    const name = token?.text.slice(0, token.text.indexOf("/")) ?? "";
    return /^[\w.-]+$/.test(name) && !isBrokenNumber(name)
      ? [replaceText(target, `Remove the slash: ${name}`, span, name)]
      : [];
  },
};

export const hbaHostNamePrefixPage: RulePage = {
  why: "What the C library cannot read as an address is a host name to the server, and a host name has no network length. The server refuses the whole file, with “specifying both host name and CIDR mask is invalid” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    host all all 192.168.1.300/24 scram-sha-256
    #            ^^^^^^^^^^^^^^^^
    `,
    `
    host all all 192.168.300.1/24 scram-sha-256
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
    `
    host all all '10.0.0.0/8' scram-sha-256
    #            ^^^^^^^^^^^^
    `,
    `
    host all all 10.1.*.*/16 scram-sha-256
    #            ^^^^^^^^^^^
    `,
    `
    host all all db.example.com/32 scram-sha-256
    #            ^^^^^^^^^^^^^^^^^
    `,
    `
    host all all https://10.1.2.3:5432/ scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all /^.*\\.example\\.com$ scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^^
    host all all １０.0.0.0/8 scram-sha-256
    #            ^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 192.168.1.0/24 scram-sha-256
    `,
    null,
    `
    host all all ::1/128 scram-sha-256
    `,
    `
    host all all samenet scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    `
    host all all 10.1.0.0/16 scram-sha-256
    `,
    `
    host all all db.example.com scram-sha-256
    `,
    `
    host all all 10.1.2.3/32 scram-sha-256
    `,
    `
    host all all .example.com scram-sha-256
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
    host all all 192.168.1.30/24 scram-sha-256
    host all all db.example.com scram-sha-256
    `,
  ],
};

/** Whether a name is meant as an IP address, of which a part is wrong. */
function isBrokenNumber(name: string): boolean {
  return /^[0-9a-f.:]+$/i.test(name) && /[.:]/.test(name);
}

/** What the text means that is a URL, an address in brackets, in foreign quotes, with stars, or wrong only where the network does not reach. */
function meantAddress(token: AuthToken): string | undefined {
  const [, domain] = /^\/\^?(?:\.[*+])?((?:\\\.[\w-]+)+)\$?$/.exec(token.text) ?? [];
  if (domain !== undefined) return domain.replaceAll("\\", "");
  const bare = /^\[(.*)\](\/\d+)$/.exec(token.text);
  if (bare) return numericAddress(bare[1] ?? "") && `${bare[1]}${bare[2]}`;
  const [, host] =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?:[:/].*)?$/i.exec(token.text) ?? [];
  if (host !== undefined) return machine(host);
  const text = token.text.slice(0, token.text.indexOf("/"));
  const network = networkOf(token.text);
  if (network !== undefined) return network;
  return lookAlike(/[*%]/.test(text) ? { ...token, text } : token, "address", false)?.meant;
}

/** The network of an IPv4 address whose parts within the network's length are right: 10.20.0.0/16 of 10.20.0.300/16. */
function networkOf(text: string): string | undefined {
  const [, dotted = "", length = ""] = /^((?:(?:0|[1-9]\d*)(?:\.(?!\/)|(?=\/))){4})\/(\d+)$/.exec(text) ?? [];
  const bits = prefixLength(length, 4);
  if (dotted === "" || bits === undefined) return undefined;
  const parts = dotted.split(".").map(Number);
  if (parts.some((part, index) => part > 255 && index * 8 < bits)) return undefined;
  return `${formatAddress(maskedBytes(parts, prefixMask(bits, 4)))}/${bits}`;
}
