import { numericAddress } from "../model/address.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shiftedColumns } from "../ruleKit/shiftedColumns.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import type { AuthField } from "../syntax/authLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { quoteAuth } from "../syntax/quote.ts";

/** Words too many have moved the columns of a record to where the server does not look for them. */
export const hbaColumnsShifted: Rule = {
  id: "hba-columns-shifted",
  severity: "error",
  serverEffect: "line-error",
  summary: "A word too many or too few shifts the columns of a record, or they are in another order.",
  instead:
    'Put quotation marks around a name with blanks: `"my db"`. Write lists without a blank before a comma. A `local` record has no address. The order is type, databases, users, address, method, options.',
  hba(record, { serverVersion }, report) {
    const shifted = shiftedColumns(record, serverVersion);
    if (!shifted) return;
    const { kind, span, names } = shifted;
    const form = `${record.type?.tokens[0]?.text} DATABASE USER ${record.type?.tokens[0]?.text === "local" ? "" : "ADDRESS "}METHOD`;
    const extra = names.length - 2;
    const messages = {
      "local-address": "A local record has no address; remove it, or write host for TCP/IP.",
      comma: "A blank before a comma starts a new column; remove the blank.",
      blanks: `There ${extra === 1 ? "is a word" : `are ${extra} words`} too many before the address or method; quote a name that has blanks.`,
      order: `These columns are in another order than the server's; write ${form}.`,
      "no-user": `The record has no user; write ${form}.`,
      "no-address": `The record has no address; write ${form}.`,
    };
    report(span, messages[kind], { refusal: fileRefused(loggedOf(record)) });
  },
  fix(_finding, target) {
    const { record, context } = target;
    const shifted = "options" in record ? shiftedColumns(record, context.serverVersion) : undefined;
    if (!shifted || !("line" in record)) return [];
    const { kind, span, names, ordered } = shifted;
    const { text } = record.line;
    if (kind === "no-user" || kind === "no-address") return [];
    if (ordered) {
      const columns = ordered.map((field) => text.slice(field.span.start, field.span.end)).join(" ");
      return [replaceText(target, "Put the columns in order", span, columns)];
    }
    if (kind === "local-address") {
      const start = text.slice(0, span.start).trimEnd().length;
      return [replaceText(target, "Remove the address", { start, end: span.end }, "")];
    }
    if (kind === "comma") {
      const joined = text.slice(span.start, span.end).replace(/(?<![ \t])[ \t]+,/g, ",");
      return [replaceText(target, "Remove the blank before the comma", span, joined)];
    }
    const words = names.map(({ span }) => text.slice(span.start, span.end));
    if (words.some((word) => /[",]/.test(word))) return [];
    const [first = "", last = ""] = [words[0], words.at(-1)];
    const databases = [quoteAuth(words.slice(0, -1).join(" ")), last].join(" ");
    const roles = [first, quoteAuth(words.slice(1).join(" "))].join(" ");
    const options = keywords.has(first) ? [roles] : last === "all" ? [databases] : [databases, roles];
    return options.map((option) => replaceText(target, `Change to ${option}`, span, option));
  },
};

export const hbaColumnsShiftedPage: RulePage = {
  why: "Blanks separate columns. A name with blanks and without quotation marks, a blank before a comma, or an address in a `local` record shifts the columns behind it, and so does a column that is left out. The server then takes another word for the method, and refuses the whole file with “invalid authentication method” in its log: it does not start, and a reload keeps the old records.",
  bad: [
    `
    host my db all 10.0.0.0/8 scram-sha-256
    #    ^^^^^^^^^
    `,
    `
    host db1 ,db2 all 10.0.0.0/8 scram-sha-256
    #    ^^^^^^^^^^^^
    `,
    `
    local all all 127.0.0.1/32 peer
    #             ^^^^^^^^^^^^
    `,
    `
    host all John Smith 10.0.0.0 255.0.0.0 scram-sha-256
    #    ^^^^^^^^^^^^^^
    `,
    `
    hostssl all all scram-sha-256 10.0.0.0/8 clientcert=verify-ca
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all 192.168.1.5 255.255.255.255 md5
    #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    host all all md5
    #    ^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host "my db" all 10.0.0.0/8 scram-sha-256
    `,
    `
    host db1,db2 all 10.0.0.0/8 scram-sha-256
    `,
    `
    local all all peer
    `,
    `
    host all "John Smith" 10.0.0.0 255.0.0.0 scram-sha-256
    `,
    `
    hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca
    `,
    null,
    null,
  ],
  good: [
    `
    host "my db" all 10.0.0.0/8 scram-sha-256
    host db1, db2 all 10.0.0.0/8 scram-sha-256
    `,
  ],
};

/** What the server's log has of a record in whose method column there is no method. */
function loggedOf({ method, mask, numericAddress, address }: HbaRecord): string {
  if (numericAddress && !address?.tokens[0]?.text.includes("/"))
    if (!mask || !maskTokenIsAddress(mask)) return mask ? "invalid IP mask" : "end-of-line before netmask";
  return method ? "invalid authentication method" : "end-of-line before authentication method";
}

function maskTokenIsAddress({ tokens }: AuthField): boolean {
  return numericAddress(tokens[0]?.text ?? "") !== undefined;
}

const keywords: ReadonlySet<string> = new Set(["all", "sameuser", "samerole", "samegroup", "replication"]);
