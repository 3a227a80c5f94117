import { expect, test } from "vitest";
import { openCluster, toUri } from "../../support/openService.ts";

/** The options of an ldap record, the role, and what comes of it. */
test.each([
  [
    'ldapserver=l ldapprefix=cn= ldapsuffix=",dc=x"',
    "alice",
    undefined,
    "binds as cn=alice,dc=x at ldap://l",
  ],
  ['ldapserver="l m" ldapport=1389 ldapprefix=X\\', "alice", undefined, "at ldap://l:1389 or ldap://m:1389"],
  [
    'ldapurl="ldaps://l/dc=x?uid?sub"',
    "alice",
    undefined,
    "without a name at ldaps://l:636 below dc=x for (uid=alice)",
  ],
  ['ldapserver=l ldapbasedn="dc=x" ldapsearchattribute=cn', "a$&b", undefined, "for (cn=a$&b)"],
  [
    'ldapserver=l ldapbasedn="dc=x" ldapsearchfilter="(mail=$username@x)"',
    "a$&b",
    undefined,
    "(mail=a$&b@x)",
  ],
  [
    'ldapserver=l ldapbasedn="dc=x" ldapbinddn="cn=s" ldapbindpasswd=hunter2',
    "alice",
    undefined,
    "searches as cn=s",
  ],
  ['ldapbasedn="dc=example,dc=com"', "alice", undefined, "the DNS names for dc=example,dc=com"],
  ['ldapserver=l ldapbasedn="dc=x"', "alice*", false, "characters *()"],
  ['ldapurl="ldaps://l/dc=x" ldaptls=1', "alice", false, "ldaptls=1 makes every login fail"],
  ['ldapserver=l ldapbasedn="dc=x" ldapsearchfilter="(uid=%u)"', "alice", false, "$username"],
] as const)("explain: ldap %s for %s", async (options, user, admitted, reason) => {
  const { service } = openCluster({ "pg_hba.conf": `host all all all ldap ${options}\n` });
  const client = { type: "plain", address: "10.0.0.1", database: "shop", user } as const;
  const decision = await service.explain(toUri("pg_hba.conf"), client);
  expect(decision?.admitted).toBe(admitted);
  expect(decision?.reason).toContain(reason);
  expect(decision?.reason).not.toContain("hunter2");
});
