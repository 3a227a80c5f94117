import { expect, test } from "vitest";
import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { everythingShown } from "../support/everythingShown.ts";
import { type Files, openFiles } from "../support/openService.ts";

const secret = "tr0ub4dor";
const main = "file:///data/postgresql.conf";

/** Lines of pg_hba.conf that hold a secret, as they should be and as they should not. */
const hbaLines = [
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd=${secret}`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd ${secret}`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd = ${secret}`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd= ${secret}`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd="a ${secret}" ldapport=x`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd=a ${secret} ldapport=x`,
  `host all all 10.0.0.0/8 ldap ldapserver=x "ldapbindpasswd=a ${secret}`,
  `host all all 10.0.0.0/8 ldap LDAPBINDPASSWD=${secret}`,
  `host all all 10.0.0.0/8 ldap ldapbindpassword=${secret}`,
  `host all all 10.0.0.0/8 ldapbindpasswd=${secret} ldap`,
  `host all ldapbindpasswd=${secret} 10.0.0.0/8 ldap`,
  `ldapbindpasswd=${secret}`,
  `ldapbindpasswd ${secret}`,
  `host all all 10.0.0.0/8 ldap ldapserver=x ldapbindpasswd=\\`,
  `host all all 10.0.0.0/8 radius radiusservers=1.2.3.4 radiussecrets=${secret}`,
  `host all all 10.0.0.0/8 radius radiusservers=1.2.3.4 radiussecrets="${secret},,"`,
  `host all all 10.0.0.0/8 radius radiusservers=1.2.3.4 radiussecrets ${secret}`,
  `host all all 10.0.0.0/8 md5 password=${secret}`,
  `host all all 10.0.0.0/8 md5 map=x password=${secret} password=${secret}`,
];

const confLines = [
  `primary_conninfo = 'host=x password=${secret}'`,
  `primary_conninfo = password=${secret}`,
  `primary_conninfo = 'host=x' password=${secret}`,
  `primary_conninfo 'password=${secret}`,
  `primary_coninfo = 'password=${secret}'`,
  `primary_conninfo password=${secret}`,
  `ssl_passphrase_command = 'echo ${secret}'`,
  `ssl_passphrase_command = 'echo ${secret} %x'`,
  `ssl_passphrase_command = echo ${secret}`,
  `ssl_passphrase_command echo ${secret}`,
  `ssl_passphrase_comand = 'echo ${secret}'`,
  `archive_command = 'PGPASSWORD=${secret} cp %p x'`,
  `my.secret = '${secret}'`,
  `password = ${secret}`,
  `include 'password=${secret}'`,
];

const around: Files = {
  PG_VERSION: "19\n",
  "pg_ident.conf": "people a b\n",
  "pg_hosts.conf": [
    `a.example a.crt a.key ca.crt "echo ${secret}" maybe`,
    `b.example b.crt b.key ca.crt "echo ${secret}`,
    `c.example c.crt c.key ca.crt "echo ${secret}" on extra`,
  ].join("\n"),
};

test("a secret is nowhere shown, however it is written", async () => {
  for (let index = 0; index < Math.max(hbaLines.length, confLines.length); index++) {
    const conf = `ssl = on\nssl_sni = on\n${confLines[index] ?? ""}\nssl_passphrase_command = 'echo ${secret}'\n`;
    const hba = `${hbaLines[index] ?? ""}\nlocal all all peer\n`;
    const PG_VERSION = index % 4 === 0 ? "15\n" : "19\n";
    const files = { ...around, PG_VERSION, "postgresql.conf": conf, "pg_hba.conf": hba };
    const shown = await everythingShown(openFiles(files).service, main);
    const leaks = shown.split("\n").filter((line) => line.includes(secret));
    expect(leaks, `${hba}${conf}`).toEqual([]);
  }
});

test("a secret put into each example of each rule is not shown", async () => {
  const texts = rulesWithPages.flatMap(({ bad }) => bad).filter((text) => /passw|secret|conninfo/.test(text));
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) {
    const hba = text.replace(/(radiussecrets=|ldapbindpasswd=)("*)/g, `$1$2${secret}`);
    const service = openFiles({ ...around, "postgresql.conf": "", "pg_hba.conf": hba }).service;
    expect(await everythingShown(service, main), hba).not.toContain(secret);
  }
});

test("what is beside a secret is shown", async () => {
  const files = {
    ...around,
    "postgresql.conf": `ssl_passphrase_command = '/usr/bin/get --file server.key'\nssl_key_file = 'server.key'\nmysetting = 1\n`,
    "pg_hba.conf": `host all all 10.0.0.0/8 ldap ldapserver=x ldapprot=1 ldapbindpasswd=${secret}\n`,
  };
  const { service, findings } = openFiles(files);
  expect((await findings("pg_hba.conf")).map(({ message }) => message).join()).toContain("ldapprot");
  expect((await findings("postgresql.conf")).map(({ message }) => message).join()).toContain("mysetting");
  expect(await everythingShown(service, main)).toContain("server.key");
});
