import type { Rule, RulePage } from "../ruleKit/rule.ts";

export const confUserNamespace: Rule = {
  id: "conf-user-namespace",
  severity: "warning",
  serverEffect: null,
  summary: "User names are separate for each database, a feature that PostgreSQL 17 removed.",
  instead: "Create roles with their full names, and remove the setting before an upgrade.",
  cluster({ cluster: { settings, serverVersion } }, report) {
    const assignment = settings?.assignment("db_user_namespace");
    if (serverVersion > 16 || !assignment || settings?.isOn("db_user_namespace") !== true) return;
    report(
      assignment.place,
      "PostgreSQL 17 has no db_user_namespace and refuses the whole file; remove it before an upgrade.",
      {
        detail: "The log of PostgreSQL 17 then has “unrecognized configuration parameter”.",
      },
    );
  },
};

export const confUserNamespacePage: RulePage = {
  why: "With `db_user_namespace` the server looks for the role `name@database`. The setting does not work with authentication that depends on the user's name, such as MD5, and PostgreSQL 17 removed it: it refuses a file with it, and logs “unrecognized configuration parameter”.",
  bad: [
    `
    -- postgresql.conf --
    # pgssl: version=16
    db_user_namespace = on
    #                   ^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    # pgssl: version=16
    db_user_namespace = off
    `,
  ],
};
