import type { Rule } from "../ruleKit/rule.ts";

export const confUserNamespace: Rule = {
  id: "conf-user-namespace",
  severity: "warning",
  serverEffect: null,
  summary: "User names are made per database.",
  why: "With `db_user_namespace` the server looks for the role `name@database`. It works with no authentication that depends on the user's name, MD5 among it, and PostgreSQL 17 dropped the setting: it then refuses the file.",
  instead: "Name the roles in full, and take the setting out before an upgrade.",
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
  cluster({ cluster: { settings, serverVersion } }, report) {
    const assignment = settings?.assignment("db_user_namespace");
    if (serverVersion > 16 || !assignment || settings?.isOn("db_user_namespace") !== true) return;
    report(assignment.place, "PostgreSQL 17 has this setting no more and refuses a file that holds it.");
  },
};
