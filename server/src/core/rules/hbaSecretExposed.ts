import { secretOptions } from "../data/authOptions.ts";
import { formatMode } from "../model/fileMode.ts";
import { closeFile } from "../ruleKit/closeFix.ts";
import { printsSecret } from "../ruleKit/printsSecret.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A password in an authentication file that every user of the machine can read. */
export const hbaSecretExposed: Rule = {
  id: "hba-secret-exposed",
  severity: "warning",
  serverEffect: null,
  summary: "An authentication file holds a password or secret, and its mode lets every user read it.",
  instead:
    "Take the mode 0600, or 0640 with a group for this. Better write `ldapbinddn` of an account that may do nothing but search, and change a secret that was readable.",
  hba({ options }, { openMode }, report) {
    if (openMode === undefined || options.length === 0) return;
    // The words of an @file are in another file.
    const found = options.find(
      ({ token, name, value }) => secretOptions.has(name) && value && token.file === undefined,
    );
    if (found) report(found.nameSpan, message(found.name, openMode), { detail, about: "the document" });
  },
  hosts({ passphraseCommand }, { openMode }, report) {
    const token = passphraseCommand?.tokens[0];
    if (openMode === undefined || !token || token.file !== undefined || !printsSecret(token.text)) return;
    report(token.span, message("The command", openMode), { detail, about: "the document" });
  },
  fix({ uri }, { cluster }) {
    const file = [cluster.hbaFile, cluster.identFile].find((one) => one?.uri === uri);
    return file ? closeFile(uri, file.stat, cluster) : [];
  },
};

export const hbaSecretExposedPage: RulePage = {
  why: "The server does not look at the modes of its authentication files. With `ldapbindpasswd` anyone can search the directory as the server does, with `radiussecrets` decrypt passwords on their way to the RADIUS server, and a passphrase in pg_hosts.conf opens the key.",
  bad: [
    `
      -- pg_hba.conf mode=0644 --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" ldapbindpasswd=s3cr3t
      #                                                                               ^^^^^^^^^^^^^^
      hostssl all all 10.1.0.0/16 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" ldapbindpasswd=s3cr3t
      -- postgresql.conf --
      ssl = on
    `,
    `
      # pgssl: version=17
      -- pg_hba.conf --
      include radius/pg_hba.conf
      -- radius/pg_hba.conf mode=0604 --
      hostssl all all 10.0.0.0/8 radius radiusservers=127.0.0.1 radiussecrets=s3cr3t
      #                                                         ^^^^^^^^^^^^^
      -- postgresql.conf --
      ssl = on
    `,
  ],
  fixed: ["$ chmod 0600 /data/pg_hba.conf", null],
  good: [
    `
      -- pg_hba.conf mode=0640 --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" ldapbindpasswd=s3cr3t
      -- postgresql.conf --
      ssl = on
    `,
    `
      -- pg_hba.conf mode=0644 --
      hostssl all all 10.0.0.0/8 ldap ldapserver=l ldapbasedn="o=x"
      -- postgresql.conf --
      ssl = on
    `,
  ],
};

function message(name: string, mode: number): string {
  return `${name} holds a secret, and the file's mode lets every user read it (${formatMode(mode)}); take the mode 0600.`;
}

const detail =
  "The server does not check the mode of this file. Further secrets in the same file are not reported one by one.";
