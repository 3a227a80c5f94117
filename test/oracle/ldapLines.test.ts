import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCluster } from "../support/openService.ts";
import { projectRoot } from "../support/tools.ts";

/** Options, and what came of the role alice with her own password, then with that of bob. */
type Row = readonly [options: string, own: Outcome, other: Outcome];
type Outcome = "admitted" | "refused" | "crashed";

/** What fails only for what this server listens on and this directory holds. */
const upToTheDirectory: readonly string[] = [
  'ldapserver=127.0.0.1 ldapport=13389 ldapscheme=ldaps ldapprefix=uid= ldapsuffix=",ou=people,dc=example,dc=com"',
  'ldapserver=127.0.0.1 ldapport=13636 ldapprefix=uid= ldapsuffix=",ou=people,dc=example,dc=com"',
  'ldapport=13389 ldapbasedn="dc=example,dc=com"',
  'ldapserver=127.0.0.1 ldapport=13389 ldapbasedn="dc=example,dc=com" ldapsearchattribute=mail',
  'ldapserver=127.0.0.1 ldapport=13389 ldapbasedn="dc=example,dc=com" ldapsearchfilter="(uid=$username and cn=x)"',
  'ldapurl="ldap://127.0.0.1:13389/dc=example,dc=com?uid?one"',
  'ldapurl="ldap://127.0.0.1:13389/?uid?sub"',
  'ldapurl="ldap:///dc=example,dc=com?uid?sub" ldapport=13389',
  'ldapserver=127.0.0.1 ldapport=13389 ldapbasedn=""',
  'ldapserver=127.0.0.1 ldapport=13389 ldapprefix=""',
  'ldapserver=127.0.0.1 ldapport=13389 ldapprefix=uid= ldapsuffix="@example.com"',
  'ldapserver=127.0.0.1 ldapport=13389 ldapprefix="" ldapsuffix="@example.com"',
  'ldapserver=[::1] ldapport=13389 ldapprefix=uid= ldapsuffix=",ou=people,dc=example,dc=com"',
  'ldapserver=127.0.0.1 ldapport=13389 ldapbasedn="ou=people/dc=example"',
  'ldapserver=127.0.0.1 ldapport=13389 ldapprefix="uid=" ldapsuffix=",ou=people"',
];

test("a line of ldap is reported where a real LDAP server showed that it cannot work", async () => {
  const file = join(projectRoot, "test/oracle/fixtures/ldapLines.json");
  const { rows } = JSON.parse(await readFile(file, "utf8")) as { readonly rows: readonly Row[] };
  const silent: string[] = [];
  const invented: string[] = [];
  for (const [options, own, other] of rows) {
    const isFine = own === "admitted" && other === "refused";
    const { findings } = openCluster(
      { "pg_hba.conf": `host all all all ldap ${options}\n` },
      { version: 15, settings: { serverBuild: new Set(["ssl", "ldap"]) } },
    );
    const isReported = (await findings("pg_hba.conf")).some(({ rule }) => /^hba-(?:ldap|option)/.test(rule));
    if (isReported && isFine) invented.push(options);
    if (!isReported && !isFine) silent.push(options);
  }
  // A port that happens to be right modulo 65536, and a scope that has no effect where it is, which lets in more.
  expect(invented.map((options) => /ldapport=78925|\?base/.exec(options)?.[0])).toEqual([
    "ldapport=78925",
    "?base",
  ]);
  expect(silent).toEqual(upToTheDirectory);
});
