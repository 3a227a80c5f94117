import { inSettings, libpqRefuses } from "../ruleKit/connectionRule.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import type { ConnectionFaultKind } from "../syntax/connection/connectionString.ts";

/** A connection string that libpq cannot read. */
export const connectionStringInvalid: Rule = {
  id: "connection-string-invalid",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A connection string is written in a way that libpq cannot read.",
  instead:
    "Write `keyword=value` pairs with blanks between them, values with blanks in single quotes (doubled inside of a setting); or a URI with `%` and two hexadecimal digits for special characters.",
  ...inSettings(({ fault }, context, report) => {
    if (!fault || (context.use === "application" && !fault.kind.startsWith("bracket"))) return; // another driver may read it
    const [message, logged] = words[fault.kind];
    report(fault.span, message, { detail: libpqRefuses(context, logged) });
  }),
};

export const connectionStringInvalidPage: RulePage = {
  why: "libpq reads all of a connection string before it connects, and uses none of it if a part cannot be read. The server does not look into `primary_conninfo` when it loads the file: the standby starts, and receives nothing.",
  bad: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary verify-full'
      #                                ^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary application_name=''one two'
      #                                                 ^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'postgresql://replicator@primary:5432/?sslmode'
      #                                                         ^^^^^^^
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode = verify-full application_name=''one two'''
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'postgresql://replicator@[fd00::1]:5432/?sslmode=verify-full'
    `,
  ],
};

/** What is wrong and the way out; and what libpq logs. No word of the string, which may be a password. */
const words: Readonly<Record<ConnectionFaultKind, readonly [message: string, logged: string]>> = {
  "equals-missing": [
    'A keyword has no "="; write keyword=value, and quotes around a value with blanks.',
    'missing "=" after',
  ],
  "quote-unclosed": ["The quote of this value is never closed; close it.", "unterminated quoted string"],
  "bracket-unclosed": ['The IPv6 address is not closed; end it with "]".', 'looking for matching "]"'],
  "bracket-empty": ["The brackets hold no IPv6 address; write one.", "IPv6 host address may not be empty"],
  "bracket-text": [
    'Only ":", ",", "/" or "?" may follow an IPv6 address; remove what is between.',
    "unexpected character",
  ],
  "equals-extra": ['A second "=" in a value of a URI must be written %3D.', 'extra key/value separator "="'],
  "pair-incomplete": [
    'This part of the query has no "="; write keyword=value.',
    'missing key/value separator "="',
  ],
  "percent-invalid": [
    'Two hexadecimal digits must follow "%" in a URI; write %25 for a percent sign.',
    "invalid percent-encoded token",
  ],
  "percent-zero": ["%00 is not allowed in a URI; remove it.", "forbidden value %00"],
  "blank-inside": ["A blank inside of a word of a URI must be written %20.", "unexpected spaces found"],
};
