import type { Rule } from "../ruleKit/rule.ts";

/** Found by `features/diagnose.ts`, like `suppression-unused`. */
export const directiveUnknown: Rule = {
  id: "directive-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "A comment tells pgssl a server version or build feature that it does not know.",
  why: "`# pgssl: version=…` and `build=…` say what the file is judged by. A word that is not known counts for nothing, so the file is judged by another version than the comment says.",
  instead:
    "A major version from 13 to 19, or features parted by commas without blanks: `ssl,gssapi,ldap,pam,bsd,sspi,lz4,zstd,liburing`.",
  bad: [
    `
    # pgssl: version=12
    #                ^^
    local all all peer
    `,
    `
    # pgssl: build=ssl,tls
    #              ^^^^^^^
    local all all peer
    `,
  ],
  good: [
    `
    # pgssl: version=16 build=ssl,ldap
    local all all peer
    `,
  ],
  hba: () => {},
};
