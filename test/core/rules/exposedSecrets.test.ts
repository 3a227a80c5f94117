import { expect, test } from "vitest";
import { printsSecret } from "../../../server/src/core/ruleKit/printsSecret.ts";
import { openFiles } from "../../support/openService.ts";

const secret = "hunter2";
const text = (lines: string, mode: number) => ({ bytes: new TextEncoder().encode(lines), mode });
const conninfo = (host: string) => `primary_conninfo = 'host=${host} password=${secret}'\n`;
const ldap = (network: string) =>
  `hostssl all all ${network} ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" ldapbindpasswd=${secret}\n`;

/** The rules with a finding about an exposed secret in each file, with all files of one mode. */
async function exposed(mode: number) {
  const files = {
    "/data/PG_VERSION": text("18\n", 0o600),
    "/data/postgresql.conf": text(`ssl = on\n${conninfo("a")}include 'more.conf'\n`, mode),
    "/data/postgresql.auto.conf": text(conninfo("b"), mode),
    "/data/more.conf": text(
      `ssl_passphrase_command = 'echo ${secret}'\nrestore_command = 'PGPASSWORD=${secret} x'\n`,
      mode,
    ),
    "/data/pg_hba.conf": text(`${ldap("10.0.0.0/8")}${ldap("10.1.0.0/8")}include more_hba.conf\n`, mode),
    "/data/more_hba.conf": text(ldap("11.0.0.0/8"), mode),
  };
  const { findings } = openFiles(files);
  const found = new Map<string, string[]>();
  for (const path of [
    "postgresql.conf",
    "postgresql.auto.conf",
    "more.conf",
    "pg_hba.conf",
    "more_hba.conf",
  ]) {
    const all = await findings(path);
    for (const { message, detail = "" } of all) expect(message + detail).not.toContain(secret);
    found.set(
      path,
      all.map(({ rule }) => rule).filter((rule) => rule.endsWith("secret-exposed")),
    );
  }
  return Object.fromEntries(found);
}

test("a secret that others can read is reported once in each file", async () => {
  expect(await exposed(0o644)).toEqual({
    "postgresql.conf": ["conf-secret-exposed"],
    "postgresql.auto.conf": ["conf-secret-exposed"],
    "more.conf": ["conf-secret-exposed"],
    "pg_hba.conf": ["hba-secret-exposed"],
    "more_hba.conf": ["hba-secret-exposed"],
  });
});

test("nothing is reported where the mode keeps others out", async () => {
  expect(Object.values(await exposed(0o640)).flat()).toEqual([]);
});

test("a file of options is reported once, wherever its secret is read from", async () => {
  const lines = ["10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16"].map(
    (network, at) =>
      `hostssl all all ${network} ldap ldapserver=l ldapbasedn="o=x" ldapbinddn="cn=a" @${at < 2 ? "open" : "other"}\n`,
  );
  const files = {
    "/data/PG_VERSION": text("18\n", 0o600),
    "/data/postgresql.conf": text("ssl = on\n", 0o600),
    "/data/pg_hba.conf": text(`${lines.join("")}${ldap("11.0.0.0/8")}`, 0o644),
    "/data/open": text(`ldapbindpasswd=${secret}\n`, 0o644),
    "/data/other": text(`ldapbindpasswd=${secret}\n`, 0o604),
  };
  const all = await openFiles(files).findings("pg_hba.conf");
  for (const { message, detail = "" } of all) expect(message + detail).not.toContain(secret);
  expect(
    all.filter(({ rule }) => rule.endsWith("secret-exposed")).map(({ line, rule }) => [line, rule]),
  ).toEqual([
    [0, "at-file-secret-exposed"],
    [2, "at-file-secret-exposed"],
    [3, "hba-secret-exposed"],
  ]);
});

test.each([
  ["echo secret", true],
  ["/bin/echo -n 'secret'", true],
  ['sh -c "echo secret"', true],
  ["printf '%s\\n' secret", true],
  ["printf %s secret", true],
  ["echo secret | tr a b", true],
  ["echo $SECRET", false],
  ['printf %s "$SECRET"', false],
  ["echo `cat /run/key`", false],
  ["cat /run/key", false],
  ["systemd-ask-password %p", false],
  ["/opt/echo-server ask", false],
])("a command that prints a secret: %s", (command, expected) => {
  expect(printsSecret(command)).toBe(expected);
});
