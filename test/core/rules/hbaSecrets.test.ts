import { expect, test } from "vitest";
import { openService } from "../../support/openService.ts";

const secret = "hunter2";

test.each([
  `ldapbindpasswd = ${secret}`,
  `ldapbindpasswd= ${secret}`,
  `ldapbindpasswd=two ${secret} words`,
  `ldapbindpasswd=two ${secret}=`,
  `ldapbindpasswd:${secret}=`,
  `"ldapbindpasswd ${secret}"`,
  `ldapbindpwd ${secret}`,
])("no finding quotes a password of which a blank made an option: %s", async (options) => {
  const line = `host all all all ldap ldapserver=l ${options}`;
  const { service, uri } = openService(`# pgssl: build=ssl,ldap\n${line}|`);
  const findings = (await service.diagnose(uri)) ?? [];
  expect(findings.filter(({ severity }) => severity === "error")).not.toEqual([]);
  for (const { message, detail = "" } of findings) expect(message + detail).not.toContain(secret);
});

test.each([`ldapurl="ldap://cn:${secret}@h/x?y"`, `ldapurl=ldaps://cn:${secret}@h/x other`])(
  "nothing shows the password of a URI: %s",
  async (options) => {
    const { service, uri } = openService(`host all all all ldap ${options}|`);
    const shown = [await service.diagnose(uri), await service.symbols(uri), await service.clusters([uri])];
    expect(JSON.stringify(shown)).toContain("ldapurl");
    expect(JSON.stringify(shown)).not.toContain(secret);
  },
);
