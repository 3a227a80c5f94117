import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";

export const confPasswordMd5: Rule = {
  id: "conf-password-md5",
  severity: "warning",
  serverEffect: null,
  summary: "New passwords are stored as MD5 hashes.",
  instead:
    "Write `scram-sha-256`, set each password again, then change `md5` in pg_hba.conf, which accepts both kinds of hashes meanwhile.",
  cluster({ cluster: { settings, serverVersion } }, report) {
    const assignment = settings?.assignment("password_encryption");
    if (!assignment) return;
    const { value, place } = assignment;
    const isMd5 = value.toLowerCase() === "md5" || (serverVersion === 13 && readBoolean(value) === true);
    if (isMd5) {
      report(place, "New passwords are stored as weak MD5 hashes; write scram-sha-256.", {
        detail:
          "Set each password again after the change. The method md5 in pg_hba.conf accepts both kinds of hashes meanwhile.",
      });
    }
  },
  fix({ span }, target) {
    return [replaceText(target, "Change to scram-sha-256", span, "'scram-sha-256'")];
  },
};

export const confPasswordMd5Page: RulePage = {
  why: "An MD5 hash can be guessed quickly, and whoever reads one can log in with it. A role whose password is stored in this form cannot use `scram-sha-256`. PostgreSQL 18 warns of “setting an MD5-encrypted password”, and a later version will drop them.",
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
};
