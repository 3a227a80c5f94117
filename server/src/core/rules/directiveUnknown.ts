import type { Rule } from "../ruleKit/rule.ts";

/** Found by `features/diagnose.ts`, like `suppression-unused`. */
export const directiveUnknown: Rule = {
  id: "directive-unknown",
  severity: "warning",
  serverEffect: null,
  summary: "A comment gives pgssl a server version or build feature that does not exist.",
  why: "`# pgssl: version=…` and `build=…` set the version and build by which the file is checked. pgssl ignores an unknown version or feature, so that it checks the file by others than the comment says.",
  instead:
    "Write a major version from 13 to 19, or features separated by commas without spaces: `ssl,gssapi,ldap,pam,bsd,sspi,lz4,zstd,liburing`.",
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
