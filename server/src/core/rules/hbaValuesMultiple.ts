import type { Report, Rule } from "../ruleKit/rule.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaValuesMultiple: Rule = {
  id: "hba-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A column that takes one value has several, joined by commas.",
  why: "Only the columns for databases and users take lists. A comma after a word also joins the next word to the same column, even across blanks, so that a stray comma swallows the column that follows.",
  instead: "Write one line for each value, or remove the comma.",
  bad: [
    `
    host all all 10.0.0.0/8,192.168.0.0/16 scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all all, scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^
    `,
    `
    local,host all all peer
    #^^^^^^^^^
    `,
  ],
  good: [
    `
    local db1, db2 alice,bob peer
    `,
  ],
  hba({ type, address, mask, method }, _context, report) {
    judge(type, "connection type", report);
    judge(address, "address", report);
    judge(mask, "netmask", report);
    judge(method, "authentication method", report);
  },
};

function judge(field: AuthField | undefined, what: string, report: Report): void {
  if (!field || field.tokens.length < 2) return;
  const file = field.tokens.find((token) => token.file !== undefined)?.file;
  const cause = file === undefined ? "the commas join" : `@${file} makes it`;
  report(
    field.span,
    `A record has one ${what}, and here ${cause} ${field.tokens.length} values, so the server refuses the file: write one line for each, or remove the comma.`,
  );
}
