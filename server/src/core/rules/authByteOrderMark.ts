import type { Rule } from "../ruleKit/rule.ts";

export const authByteOrderMark: Rule = {
  id: "auth-byte-order-mark",
  severity: "warning",
  serverEffect: null,
  summary: "The file starts with a byte-order mark, which becomes a part of its first word.",
  why: "The server does not know byte-order marks: the first map, or the first host, has a name that nobody asks for.",
  instead: "Save the file as UTF-8 without a byte-order mark.",
  bad: [
    `
    \ufeffadmins alice postgres
    #^^^^^^
    `,
  ],
  good: [
    `
    admins alice postgres
    `,
  ],
  ident: ({ fields }, _context, report) => {
    const first = fields[0];
    if (first?.tokens[0]?.text.startsWith("\ufeff"))
      report(
        first.span,
        "The file starts with a byte-order mark, which the server takes for a part of the map's name.",
      );
  },
  hosts: ({ fields }, _context, report) => {
    const first = fields[0];
    if (first?.tokens[0]?.text.startsWith("\ufeff"))
      report(
        first.span,
        "The file starts with a byte-order mark, which the server takes for a part of the host's name.",
      );
  },
};
