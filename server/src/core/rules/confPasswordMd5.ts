import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

export const confPasswordMd5: Rule = {
  id: "conf-password-md5",
  severity: "warning",
  serverEffect: null,
  summary: "New passwords are stored as MD5 hashes.",
  why: "MD5 hashes can be guessed quickly, and whoever reads one can log in with it. A role whose password is stored so cannot use `scram-sha-256`. PostgreSQL 18 warns when such a password is set, and support is to end.",
  instead:
    "Write `scram-sha-256`, set each password again, then change `md5` in pg_hba.conf; `md5` there takes both kinds meanwhile.",
  bad: [
    `
    -- postgresql.conf --
    password_encryption = md5
    #                     ^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=13
    password_encryption = on
    #                     ^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    password_encryption = 'scram-sha-256'
    `,
    `
    -- postgresql.conf --
    # pgssl: version=13
    password_encryption = 'scram-sha-256'
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    password_encryption = 'scram-sha-256'
    `,
  ],
  cluster({ cluster: { settings, serverVersion } }, report) {
    const assignment = settings?.assignment("password_encryption");
    if (!assignment) return;
    const { value, place } = assignment;
    const isMd5 = value.toLowerCase() === "md5" || (serverVersion === 13 && readBoolean(value) === true);
    if (isMd5) report(place, "New passwords are stored as MD5 hashes, which are weak; use scram-sha-256.");
  },
  fix({ span }, target) {
    return [replaceText(target, "Change to scram-sha-256", span, "'scram-sha-256'")];
  },
};
