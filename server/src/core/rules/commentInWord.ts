import type { AuthContext } from "../cluster/context.ts";
import { authMethods } from "../data/authMethods.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { findSetting } from "../data/settings.ts";
import { numericAddress } from "../model/address.ts";
import type { Span } from "../model/span.ts";
import { checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { mapsUnused } from "../ruleKit/mapsUnused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { isWholeHba } from "../ruleKit/wholeRecord.ts";
import type { AuthLine, AuthToken } from "../syntax/authLine.ts";
import type { AuthRecord } from "../syntax/authRecord.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { escapeConf, quoteAuth } from "../syntax/quote.ts";

export const commentInWord: Rule = {
  id: "comment-in-word",
  severity: "warning",
  serverEffect: null,
  summary: "A `#` inside a word cuts the rest of the line off.",
  instead:
    "Put quotes around the word (double ones, in postgresql.conf single ones), or a blank before the `#` if a comment is meant.",
  ...checkAuthFiles((record, _context, report) => {
    const cut = cutWord(record.line);
    if (!cut) return;
    const detail = "Only inside double quotes is it a character like any other.";
    const refusal = hasMore(record.line, cut) ? lackOf(record) : undefined;
    report(
      { start: cut.token.span.start, end: cut.end },
      "The # starts a comment here, so the rest of the line is lost; quote the word, or write a blank before #.",
      refusal === undefined ? { detail } : { severity: "error", serverEffect: "line-error", detail, refusal },
    );
  }),
  conf(statement, { serverVersion }, report) {
    const word = cutValue(statement);
    if (!word || findSetting(statement.name?.text ?? "", serverVersion)?.type !== "string") return;
    report(word, "The # starts a comment here, so the value ends before it; put the whole value in quotes.", {
      detail:
        "Only inside quotes is it a character like any other. If a comment is meant, write a blank before it.",
    });
  },
  fix(_finding, target) {
    const conf = confLineOf(target);
    const value = conf && cutValue(conf);
    if (value) {
      const quoted = `'${escapeConf(conf.text.slice(value.start, value.end))}'`;
      const sign = { start: conf.value?.span.end ?? value.end, end: conf.value?.span.end ?? value.end };
      return [
        replaceText(target, "Put the whole value in quotes", value, quoted),
        replaceText(target, "Write a blank before the comment", sign, " "),
      ];
    }
    const { record } = target;
    const cut = "line" in record ? cutWord(record.line) : undefined;
    if (!cut || !("line" in record)) return [];
    const { token, end } = cut;
    const written = record.line.text.slice(token.span.start, end);
    const sign = { start: token.span.end, end: token.span.end };
    const blank = replaceText(target, "Write a blank before the comment", sign, " ");
    if (written.includes('"')) return [blank];
    const isAddress = numericAddress(token.text.replace(/\/\d+$/, "")) !== undefined;
    const moved = isAddress && isHba(record) && commentMoved(record, cut, target.context);
    if (moved) return [replaceText(target, "Move the comment to the end", wholeLine(record), moved)];
    const equals = isOption(token) ? written.indexOf("=") + 1 : 0;
    const word = written.slice(0, equals) + quoteAuth(written.slice(equals));
    const quoted = replaceText(
      target,
      "Put the word in double quotes",
      { start: token.span.start, end },
      word,
    );
    return isKeyword(token) ? [blank, quoted] : [quoted, blank];
  },
};

export const commentInWordPage: RulePage = {
  why: "Outside of quotes a `#` starts a comment wherever it is, also in the middle of a word: of `ldapbindpasswd=ab#cd ldapport=636` the server reads `ldapbindpasswd=ab`, and nothing that follows; of `cluster_name = main#2` in postgresql.conf, `main`.",
  bad: [
    `
    hostssl all all all ldap ldapserver=l ldapbasedn=o=x ldapbindpasswd=ab#cd ldapport=636
    #                                                    ^^^^^^^^^^^^^^^^^^^^
    `,
    `
    local all all peer#local users only
    #             ^^^^^^^^^^
    `,
    `
    host app#1 all 10.0.0.0/8 scram-sha-256
    #    ^^^^^
    host all all 10.0.0.0/8#office scram-sha-256
    #            ^^^^^^^^^^^^^^^^^
    `,
    `
    -- pg_ident.conf --
    admins alice postgres#1
    #            ^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    cluster_name = main#2
    #              ^^^^^^
    `,
  ],
  fixed: [
    `
    hostssl all all all ldap ldapserver=l ldapbasedn=o=x ldapbindpasswd="ab#cd" ldapport=636
    `,
    `
    local all all peer #local users only
    `,
    `
    host "app#1" all 10.0.0.0/8 scram-sha-256
    host all all 10.0.0.0/8 scram-sha-256 #office
    `,
    `
    -- pg_ident.conf --
    admins alice "postgres#1"
    `,
    `
    -- postgresql.conf --
    cluster_name = 'main#2'
    `,
  ],
  good: [
    `
    local all all peer #local users only
    local all all peer# local users only
    hostssl all all all ldap ldapserver=l ldapbasedn=o=x ldapbindpasswd="ab#cd"
    local all all peer ## local ##
    `,
    `
    -- postgresql.conf --
    port = 5433#moved
    cluster_name = main# the first
    cluster_name = 'main'#2
    `,
  ],
};

function hasMore({ text, comment }: AuthLine, { end }: CutWord): boolean {
  return text.slice(end, comment?.end).trim() !== "";
}

/** What the server does with a record that lacks columns, which the comment may hold; `undefined` for one that has all. */
function lackOf(record: AuthRecord): string | undefined {
  if (!record.isComplete || record.include) return undefined;
  if (isHba(record)) {
    const isKnown = connectionType(record.type?.tokens[0]?.text ?? "") !== undefined;
    return isKnown && !record.method ? fileRefused("end-of-line before") : undefined;
  }
  return "databaseUser" in record && !record.databaseUser ? mapsUnused("missing entry") : undefined;
}

function isHba(record: AuthRecord): record is HbaRecord {
  return "options" in record;
}

/** The rest of a record behind a comment that a column needs: the record with the comment at its end. */
function commentMoved(record: HbaRecord, { token, end }: CutWord, context: AuthContext): string | undefined {
  const { text, fields } = record.line;
  const start = fields[0]?.span.start ?? 0;
  const note = text.slice(token.span.end, end);
  const rest = text.slice(end).trim();
  const meant = `${text.slice(start, token.span.end)} ${rest}`;
  return rest !== "" && isWholeHba(meant, context) ? `${meant} ${note}` : undefined;
}

interface CutWord {
  readonly token: AuthToken;
  readonly end: number;
}

/** The word that a comment cuts off, and where it was meant to end. */
function cutWord({ fields, comment, text }: AuthLine): CutWord | undefined {
  const token = fields.at(-1)?.tokens.at(-1);
  if (!token || !comment || token.span.end !== comment.start) return undefined;
  const rest = /^#*[^\s#,]*/.exec(text.slice(comment.start, comment.end))?.[0] ?? "";
  // A comment that a blank follows is one, unless it is the last character of a password.
  if (/^#+$/.test(rest) && !isOption(token)) return undefined;
  return { token, end: comment.start + rest.length };
}

/** The value of a line of postgresql.conf with what a comment cuts off it. */
function cutValue({ text, value, syntaxError }: ConfStatement): Span | undefined {
  if (!value || syntaxError || text[value.span.start] === "'") return undefined;
  const rest = /^#+[^\s#]\S*/.exec(text.slice(value.span.end))?.[0];
  return rest === undefined ? undefined : { start: value.span.start, end: value.span.end + rest.length };
}

/** From the first word to the end of the comment. */
function wholeLine({ line }: HbaRecord): Span {
  return { start: line.fields[0]?.span.start ?? 0, end: line.comment?.end ?? 0 };
}

/** A method or `all`, which no name continues. */
function isKeyword({ text }: AuthToken): boolean {
  return text === "all" || authMethods.some(({ name }) => name === text);
}

function isOption({ text }: AuthToken): boolean {
  return /^[a-z_.]+=/.test(text);
}
