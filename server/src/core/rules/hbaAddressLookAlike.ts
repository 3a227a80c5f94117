import { numericAddress } from "../model/address.ts";
import { impossibleHostName, machine } from "../ruleKit/impossibleHostName.ts";
import { type LookAlike, lookAlike } from "../ruleKit/lookAlike.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthToken } from "../syntax/authLine.ts";

export const hbaAddressLookAlike: Rule = {
  id: "hba-address-look-alike",
  severity: "warning",
  serverEffect: null,
  summary:
    "A value that looks like an IP address, like a wildcard pattern or like a URL is a plain host name to the server.",
  instead:
    "Write `all` for everyone. Correct the address, write a network as `address/bits`, or write `.example.com` for all hosts of a domain.",
  hba({ address, numericAddress }, _context, report) {
    const token = address?.tokens[0];
    if (!token || numericAddress || address.tokens.length > 1 || token.text.includes("/")) return;
    const found = read(token);
    if (found)
      report(token.span, `${shown(token.text)} ${found.problem}; write ${found.advice}.`, {
        detail:
          "The server accepts the line, and compares the whole text with the host name that the client's address has in the DNS. A name that starts with a dot matches all hosts below it.",
      });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const { meant } = (token && read(token)) ?? {};
    return meant === undefined ? [] : [replaceText(target, `Change to ${meant}`, span, meant)];
  },
};

export const hbaAddressLookAlikePage: RulePage = {
  why: "What the C library cannot read as an address is a host name to the server, without any check: it compares `1.2.3.300` and `db.example.com:5432` with the names that clients' addresses have in the DNS, and the line matches nobody. Wildcards have no meaning; a name that starts with a dot matches all hosts below it.",
  bad: [
    `
    host all all 192.168.1.300 scram-sha-256
    #            ^^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.* scram-sha-256
    #            ^^^^^^^^
    `,
    `
    host all all [::1] scram-sha-256
    #            ^^^^^
    `,
    `
    host all all *.example.com scram-sha-256
    #            ^^^^^^^^^^^^^
    `,
    `
    host all all * scram-sha-256
    #            ^
    `,
    `
    host all all 192.168.% scram-sha-256
    #            ^^^^^^^^^
    `,
    `
    host all all 'db.example.com' scram-sha-256
    #            ^^^^^^^^^^^^^^^^
    `,
    `
    host all all any scram-sha-256
    #            ^^^
    host all all localnet scram-sha-256
    #            ^^^^^^^^
    host all all samehosts scram-sha-256
    #            ^^^^^^^^^
    `,
    `
    host all all db.example.com:5432 scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all [2001:db8::7]:5432 scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all app@10.0.0.7 scram-sha-256
    #            ^^^^^^^^^^^^
    `,
    `
    host all all 10.0.0.0\\8 scram-sha-256
    #            ^^^^^^^^^^
    `,
    `
    host all all db..example.com scram-sha-256
    #            ^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    null,
    `
    host all all 10.0.0.0/24 scram-sha-256
    `,
    `
    host all all ::1/128 scram-sha-256
    `,
    `
    host all all .example.com scram-sha-256
    `,
    `
    host all all all scram-sha-256
    `,
    `
    host all all 192.168.0.0/16 scram-sha-256
    `,
    `
    host all all db.example.com scram-sha-256
    `,
    `
    host all all all scram-sha-256
    host all all samenet scram-sha-256
    host all all samehost scram-sha-256
    `,
    `
    host all all db.example.com scram-sha-256
    `,
    `
    host all all 2001:db8::7/128 scram-sha-256
    `,
    `
    host all all 10.0.0.7/32 scram-sha-256
    `,
    `
    host all all 10.0.0.0/8 scram-sha-256
    `,
    null,
  ],
  good: [
    `
    host all all 192.168.1.30/32 scram-sha-256
    host all all .example.com scram-sha-256
    `,
  ],
};

function read(token: AuthToken): LookAlike | undefined {
  const { text, isUnknown } = token;
  if (isUnknown) return undefined;
  const found = lookAlike(token, "address", false);
  if (found) return found;
  const impossible = impossibleHostName(text);
  if (impossible?.meant !== undefined) return impossible;
  const problem = "is not a valid IP address and matches nobody as a host name";
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? "";
  if (numericAddress(bare)) return { problem, advice: machine(bare), meant: machine(bare) };
  const isBrokenAddress = /^(?=[^:]*:)[0-9a-f:.[\]]+$|^[0-9][0-9.-]*$/i.test(text);
  return isBrokenAddress ? { problem, advice: "address/bits" } : impossible;
}
