import type { AuthContext } from "../cluster/context.ts";
import { secretOptions } from "../data/authOptions.ts";
import { formatMode } from "../model/fileMode.ts";
import { printsSecret } from "../ruleKit/printsSecret.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import type { AuthToken } from "../syntax/authLine.ts";

/** A password in a file that a line names with `@`, and that every user of the machine can read. */
export const atFileSecretExposed: Rule = {
  id: "at-file-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "A file that is named with `@` holds a password or secret, and its mode lets every user read it.",
  instead:
    "Take the mode 0600 for the named file, or 0640 with a group for this, and change a secret that was readable.",
  hba({ options }, context, report) {
    const done = new Set<string>();
    for (const { token, name, value } of options) {
      const { file } = token;
      const mode = secretOptions.has(name) && value ? openModeOf(token, context) : undefined;
      if (mode === undefined || file === undefined || done.has(file)) continue;
      done.add(file);
      report(token.span, message(file, mode), { detail, about: file });
    }
  },
  hosts({ passphraseCommand }, context, report) {
    const token = passphraseCommand?.tokens[0];
    const mode = token && printsSecret(token.text) ? openModeOf(token, context) : undefined;
    if (token?.file !== undefined && mode !== undefined)
      report(token.span, message(token.file, mode), { detail, about: token.file });
  },
};

export const atFileSecretExposedPage: RulePage = {
  why: "A file of options keeps `ldapbindpasswd` or `radiussecrets` out of pg_hba.conf, but the server does not look at its mode. Whoever can read the file has the secret, whatever the mode of pg_hba.conf.",
  bad: [
    `
      -- pg_hba.conf --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" @ldap.options
      #                                                                               ^^^^^^^^^^^^^
      hostssl all all 10.1.0.0/16 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" @ldap.options
      -- ldap.options mode=0644 --
      ldapbindpasswd=secret
      -- postgresql.conf --
      ssl = on
    `,
    `
      -- pg_hba.conf --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" @all.options
      #                                                                               ^^^^^^^^^^^^ the file that it names in turn
      -- all.options mode=0600 --
      @ldap.options
      -- ldap.options mode=0604 --
      ldapbindpasswd=secret
      -- postgresql.conf --
      ssl = on
    `,
  ],
  good: [
    `
      -- pg_hba.conf --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" @ldap.options
      -- ldap.options mode=0600 --
      ldapbindpasswd=secret
      -- postgresql.conf --
      ssl = on
    `,
    `
      -- pg_hba.conf --
      local all @names peer
      -- names mode=0644 --
      alice
      -- postgresql.conf --
      ssl = on
    `,
  ],
};

function openModeOf({ file }: AuthToken, { reference }: AuthContext): number | undefined {
  const named = file === undefined ? undefined : reference(file);
  return named?.state === "text" ? named.openMode : undefined;
}

function message(file: string, mode: number): string {
  return `${shown(file)} holds a secret, and its mode lets every user read it (${formatMode(mode)}); take the mode 0600.`;
}

const detail =
  "The server does not check the mode of the file. The option in it that holds the secret is not quoted here.";
