import type { AuthContext } from "../cluster/context.ts";
import { isForeignReference } from "../ruleKit/captureReferences.ts";
import { type LookAlike, lookAlike, type NameColumn } from "../ruleKit/lookAlike.ts";
import type { FixContext, Report, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthToken } from "../syntax/authLine.ts";

export const nameLookAlike: Rule = {
  id: "name-look-alike",
  severity: "warning",
  serverEffect: null,
  summary:
    "A name of a database or user contains wildcards, foreign quotes, a placeholder or the like, which mean nothing.",
  instead:
    "Write the keyword `all`, the name alone (in double quotes if it has blanks), names with commas between them, or a regular expression after a slash (since PostgreSQL 16; in the second column of pg_ident.conf always).",
  hba(record, context, report) {
    if (record.include) return;
    for (const column of ["database", "user"] as const)
      for (const token of record[column]?.tokens ?? []) checkToken(token, column, context, report);
  },
  ident({ systemUser, databaseUser, include }, context, report) {
    if (include) return;
    const [system, database] = [systemUser?.tokens[0], databaseUser?.tokens[0]];
    // Of a regular expression without its slash beside \1, another rule has the word.
    if (system && !database?.text.includes("\\1")) checkToken(system, "system-user", context, report);
    // Nor of what means \1 in other languages.
    const isReference = system?.text.startsWith("/") && isForeignReference(database?.text ?? "");
    if (database && !isReference) checkToken(database, "database-user", context, report);
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const column = token && columnOf(token, target);
    const { meant } = (column && read(token, column, target.context)) ?? {};
    return meant === undefined ? [] : [replaceText(target, `Change to ${meant}`, span, meant)];
  },
};

export const nameLookAlikePage: RulePage = {
  why: "The server takes every word that is not a keyword as a name, without any check: `*` and `'alice'` are names, the latter with two quotes in it. The line loads and matches nobody.",
  bad: [
    `
    host * all 10.0.0.0/8 scram-sha-256
    #    ^
    host app % 10.1.0.0/16 scram-sha-256
    #        ^
    host 'all' \`alice\` 10.2.0.0/16 scram-sha-256
    #    ^^^^^
    #          ^^^^^^^
    `,
    `
    # pgssl: version=18
    local app_* ^svc. peer
    #     ^^^^^
    #           ^^^^^
    local app;web public peer
    #     ^^^^^^^
    #             ^^^^^^
    `,
    `
    # pgssl: version=15
    local app %dba peer
    #         ^^^^
    `,
    `
    # pgssl: version=15
    local app_* all peer
    #     ^^^^^
    `,
    `
    host <db> \${USER} 10.0.0.0/8 scram-sha-256
    #    ^^^^
    #         ^^^^^^^
    host app $ROLE 10.1.0.0/16 scram-sha-256
    #        ^^^^^
    `,
    `
    local [all] all peer
    #     ^^^^^
    `,
    `
    host ａpp，b all\u200b 10.0.0.0/8 scram-sha-256
    #    ^^^^^
    #          ^^^^
    host app 'alice'@'%' 10.1.0.0/16 scram-sha-256
    #        ^^^^^^^^^^^
    host my–app ＊ 10.2.0.0/16 scram-sha-256
    #    ^^^^^^
    #           ^
    host all аll 10.3.0.0/16 scram-sha-256
    #        ^^^
    `,
    `
    # pgssl: version=18
    local all ~^app peer
    #         ^^^^^
    local all m/^web/i peer
    #         ^^^^^^^^
    local all svc[0-9] peer
    #         ^^^^^^^^
    local all (crm|shop) peer
    #         ^^^^^^^^^^
    `,
    `
    # pgssl: version=18
    local all +/^dba peer
    #         ^^^^^^
    local all app{1,2} peer
    #         ^^^^^
    `,
    `
    -- pg_ident.conf --
    admins *@EXAMPLE.COM postgres
    #      ^^^^^^^^^^^^^
    admins alice 'postgres'
    #            ^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    host app all 10.1.0.0/16 scram-sha-256
    host all alice 10.2.0.0/16 scram-sha-256
    `,
    `
    # pgssl: version=18
    local /^app_.*$ /^svc. peer
    local app,web all peer
    `,
    `
    # pgssl: version=15
    local app +dba peer
    `,
    null,
    null,
    `
    local all all peer
    `,
    `
    host app,b all 10.0.0.0/8 scram-sha-256
    host app alice 10.1.0.0/16 scram-sha-256
    host my-app all 10.2.0.0/16 scram-sha-256
    host all all 10.3.0.0/16 scram-sha-256
    `,
    `
    # pgssl: version=18
    local all /^app peer
    local all /(?i)^web peer
    local all /^svc[0-9]$ peer
    local all /^(crm|shop)$ peer
    `,
    null,
    `
    -- pg_ident.conf --
    admins /^.*@EXAMPLE\\.COM$ postgres
    admins alice postgres
    `,
  ],
  good: [
    `
    host all all 10.0.0.0/8 scram-sha-256
    host "app_*" "o'neil" 10.0.0.0/8 scram-sha-256
    host app-1,web_2 o'neil,x$ 10.1.0.0/16 scram-sha-256
    `,
    `
    -- pg_ident.conf --
    admins /^(.*)@EXAMPLE\\.COM$ \\1
    admins PC1$@EXAMPLE.COM postgres
    `,
  ],
};

function read(token: AuthToken, column: NameColumn, { serverVersion }: AuthContext): LookAlike | undefined {
  return lookAlike(token, column, serverVersion >= 16);
}

function checkToken(token: AuthToken, column: NameColumn, context: AuthContext, report: Report): void {
  const found = read(token, column, context);
  if (!found) return;
  report(token.span, `${shown(token.text)} ${found.problem}; write ${found.advice}.`, {
    detail: "The server accepts the line and compares the whole word with the name.",
  });
}

function columnOf(token: AuthToken, { record }: FixContext): NameColumn | undefined {
  if (!("line" in record)) return undefined;
  const at = record.line.fields.findIndex((field) => field.tokens.includes(token));
  return ("options" in record ? hbaColumns : identColumns)[at];
}

const hbaColumns = [undefined, "database", "user"] as const;
const identColumns = [undefined, "system-user", "database-user"] as const;
