import { trimEndOf } from "../model/trimEndOf.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthField } from "../syntax/authLine.ts";

export const hbaValuesMultiple: Rule = {
  id: "hba-values-multiple",
  severity: "error",
  serverEffect: "line-error",
  summary: "A field that takes one value has several, joined by commas.",
  instead: "Write one line for each value, or remove the comma.",
  hba({ type, address, mask, method }, _context, report) {
    checkField(type, "connection type", report);
    checkField(address, "address", report);
    checkField(mask, "netmask", report);
    checkField(method, "authentication method", report);
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const { address, line } = target.record;
    const [first, ...others] = address?.tokens ?? [];
    const last = others.at(-1);
    const isWritten = address?.tokens.every((token) => writtenToken(target, token.span));
    if (address?.span.start !== span.start || !first || !last || !isWritten || line.lineCount > 1) return [];
    const { text, comment } = line;
    const rest = text.slice(address.span.end, comment?.start).trimEnd();
    const lines = others.map(({ span: { start, end } }) => {
      return `\n${text.slice(0, address.span.start)}${text.slice(start, end)}${rest}`;
    });
    const end = trimEndOf(text, "\r\n").length;
    return [
      {
        title: `Write a line for each of the ${lines.length + 1} addresses`,
        edits: [
          { place: target.place({ start: first.span.end, end: last.span.end }), newText: "" },
          { place: target.place({ start: end, end }), newText: lines.join("") },
        ],
      },
    ];
  },
};

export const hbaValuesMultiplePage: RulePage = {
  why: "Only the fields for databases and users take lists. A comma after a word also joins the next word to the same field, even across blanks, so that a stray comma swallows the next field. The server refuses the whole file, with “multiple values specified for …” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    host all all 10.0.0.0/8,192.168.0.0/16 scram-sha-256
    #            ^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    local,host all all peer
    #^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    host all all 192.168.0.0/16 scram-sha-256
    `,
  ],
  good: [
    `
    local db1, db2 alice,bob peer
    `,
  ],
};

function checkField(field: AuthField | undefined, what: string, report: Report): void {
  if (!field || field.tokens.length < 2) return;
  const file = field.tokens.find((token) => token.file !== undefined)?.file;
  const count = field.tokens.length;
  report(
    field.span,
    file === undefined
      ? `A record has one ${what}, and commas make it ${count}; remove the comma, or write one line for each.`
      : `A record has one ${what}, and ${shown(`@${file}`)} has ${count}; write one line for each.`,
    {
      detail: "A comma joins the next word to the same field, even across blanks.",
      refusal: fileRefused("multiple values specified for"),
    },
  );
}
