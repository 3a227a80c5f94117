import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { settingState } from "../ruleKit/settingState.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaMd5UserNamespace: Rule = {
  id: "hba-md5-user-namespace",
  severity: "error",
  serverEffect: "line-error",
  summary: "The method `md5` is used while `db_user_namespace` is on.",
  instead: "Turn `db_user_namespace` off, or use `scram-sha-256`.",
  hbaAccess({ method }, { uri, serverVersion, settings }, report) {
    const token = method?.tokens[0];
    if (token?.text !== "md5" || method?.tokens.length !== 1) return;
    if (serverVersion > 16 || !settings?.isOn("db_user_namespace")) return;
    const assignment = settings.assignment("db_user_namespace");
    const { where, remedy } = settingState(settings, "db_user_namespace", "off", uri);
    report(
      token.span,
      `md5 does not work while db_user_namespace is on ${where}; ${remedy}, or use scram-sha-256.`,
      {
        refusal: fileRefused('MD5 authentication is not supported when "db_user_namespace" is enabled'),
        ...(assignment && {
          related: [{ place: assignment.place, message: "db_user_namespace is turned on here." }],
        }),
      },
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [replaceText(target, "Change to scram-sha-256", token.span, "scram-sha-256")] : [];
  },
};

export const hbaMd5UserNamespacePage: RulePage = {
  why: 'Names made of role and database break the MD5 challenge, which is salted with the role\'s name. So the server refuses the whole file, with “MD5 authentication is not supported when "db_user_namespace" is enabled” in its log: it does not start, and a reload keeps the old records. PostgreSQL 17 removed the setting.',
  bad: [
    `
    # pgssl: version=16
    -- postgresql.conf --
    db_user_namespace = on
    -- pg_hba.conf --
    host all all 10.0.0.0/8 md5
    #                       ^^^
    `,
  ],
  fixed: [
    `
    -- pg_hba.conf --
    host all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  good: [
    `
    # pgssl: version=16
    -- postgresql.conf --
    db_user_namespace = off
    -- pg_hba.conf --
    host all all 10.0.0.0/8 md5
    `,
  ],
};
